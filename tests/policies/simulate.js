// Evaluates each case of a file with a simulator of IAM, and compares with what the case expects.

import { readFileSync } from 'node:fs'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const account = '111122223333'
const principal = `arn:aws:iam::${account}:role/somebody`
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
// As KMS makes it: the account's identities decide.
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }]
}

// The simulator knows keys whose end varies only with a slash before it, and ignores those of encryption contexts. Tags of
// requests are compared in the same way, and no policy here has any.
function renamed(value) {
  return JSON.parse(JSON.stringify(value).replaceAll('kms:EncryptionContext:', 'aws:RequestTag/'))
}

// A key with one value is a text, unless it is one of those with many.
function context(keys) {
  const many = ['dynamodb:LeadingKeys', 'dynamodb:Attributes', 'kms:EncryptionContextKeys']
  return Object.fromEntries(
    Object.entries(renamed(keys)).map(([key, values]) => [key, many.includes(key) ? values : values[0]])
  )
}

function simulation({ kind, policy, action, resource, context: keys }) {
  const own = renamed(policy)
  const identity = kind === 'identity' ? own : everything
  const ofKey = action.startsWith('kms:') ? keyPolicy : undefined
  return {
    request: { principal, action, resource: { resource, accountId: account }, contextVariables: context(keys) },
    identityPolicies: [{ name: 'identity', policy: identity }],
    serviceControlPolicies: [{ orgIdentifier: 'r', policies: [{ name: 'all', policy: everything }] }],
    resourceControlPolicies: [],
    resourcePolicy: kind === 'resource' ? own : ofKey,
    vpcEndpointPolicies: kind === 'endpoint' ? [{ name: 'endpoint', policy: own }] : undefined
  }
}

let wrong = 0
const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'))
for (const one of cases) {
  const result = await runSimulation(simulation(one), {})
  const ignored = result.result?.ignoredContextKeys ?? []
  const expected = one.allowed ? 'Allowed' : 'Denied'
  const found = result.resultType === 'error' ? JSON.stringify(result.errors) : result.overallResult
  // What the simulator does not look at decides nothing.
  if ((one.allowed ? found !== 'Allowed' : !found.endsWith('Denied')) || ignored.length > 0) {
    wrong += 1
    console.error(`${one.what}: ${one.action}: expected ${expected}, found ${found}; ignored: ${ignored}`)
  }
}
console.log(`${cases.length} requests simulated, ${wrong} wrong`)
process.exit(wrong > 0 || cases.length === 0 ? 1 : 0)
