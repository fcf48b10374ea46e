//! The official item encryptor as a peer to interoperate with: see README.md.

mod beacons;
mod header;
mod item_json;
mod key_store;
mod keys;
mod manifest;
mod mutate;
mod number;
mod official;
mod random;
mod sealed;
mod search;
mod stored;
mod tamper;
mod vectors;
mod verbs;

use std::{env, path::Path, process::ExitCode, thread};

/// Errors are the one line that is printed of them.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
usage: peer encrypt --keys KEYS.json IN.json OUT.json
       peer verify --keys KEYS.json [--reasons] FILE...
       peer random --seed N --count M [--multi] OUT.json
       peer tamper --seed N IN.json OUT.json
       peer mutate --keys KEYS.json --seed N --count M IN.json OUT.json
       peer vectors [--seed N] OUTDIR
       peer search-random --seed N --count M OUT.json
       peer search FILE.json OURS.json
       peer search-plan --seed N --count M PLAN.json
       peer search-put --endpoint URL --list items|odd PLAN.json STORED.json
       peer search-find --endpoint URL PLAN.json STORED.json FOUND.json
       peer branch-key --keys KEYS.json NAME create-table|create|version|read|read-beacon";

/// The official crate recurses over items: give it room.
const STACK: usize = 512 << 20;

fn main() -> ExitCode {
    let peer = thread::Builder::new().stack_size(STACK).spawn(run);
    match peer.expect("a thread").join() {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        Ok(Ok(false)) => ExitCode::FAILURE,
        Ok(Err(reason)) => {
            eprintln!("peer: {reason}");
            ExitCode::from(2)
        }
        Err(_) => ExitCode::from(2),
    }
}

/// Whether all went as it should.
fn run() -> Result<bool> {
    let mut arguments = Arguments::read()?;
    match arguments.verb.as_str() {
        "encrypt" => {
            let keys = arguments.option("--keys")?;
            let [input, output] = arguments.operands()?;
            Ok(verbs::encrypt(Path::new(&keys), Path::new(&input), Path::new(&output))?.close())
        }
        "verify" => {
            let keys = arguments.option("--keys")?;
            let reasons = arguments.flag("--reasons");
            Ok(verbs::verify(Path::new(&keys), &arguments.rest()?, reasons)?.close())
        }
        "random" => {
            let seed = arguments.number("--seed")?;
            let count = arguments.number("--count")? as usize;
            let multi = arguments.flag("--multi");
            let [output] = arguments.operands()?;
            let tests = random::tests(seed, count, multi);
            manifest::write_encrypt(Path::new(&output), &tests)?;
            Ok(true)
        }
        "tamper" => {
            let seed = arguments.number("--seed")?;
            let [input, output] = arguments.operands()?;
            let tests = tamper::tests(seed, &manifest::read_decrypt(Path::new(&input))?)?;
            manifest::write_decrypt(Path::new(&output), &tests)?;
            Ok(true)
        }
        "mutate" => {
            let keys = keys::KeyBook::read(Path::new(&arguments.option("--keys")?))?;
            let seed = arguments.number("--seed")?;
            let count = arguments.number("--count")? as usize;
            let [input, output] = arguments.operands()?;
            let sealed = manifest::read_decrypt(Path::new(&input))?;
            let tests = mutate::tests(seed, count, &sealed, &mut official::Official::new(keys)?)?;
            let opened = tests.iter().filter(|test| test.positive).count();
            println!("{opened} of {count} opened, {} refused", count - opened);
            manifest::write_decrypt(Path::new(&output), &tests)?;
            Ok(true)
        }
        "search-random" => {
            let seed = arguments.number("--seed")?;
            let count = arguments.number("--count")? as usize;
            let [output] = arguments.operands()?;
            beacons::write_random(seed, count, Path::new(&output))?;
            Ok(true)
        }
        "search" => {
            let [file, ours] = arguments.operands()?;
            Ok(beacons::compare(Path::new(&file), Path::new(&ours))?.close())
        }
        "vectors" => {
            let seed = arguments.optional_number("--seed")?.unwrap_or(1);
            let [directory] = arguments.operands()?;
            vectors::write_all(seed, Path::new(&directory))?;
            Ok(true)
        }
        "search-plan" => {
            let seed = arguments.number("--seed")?;
            let count = arguments.number("--count")? as usize;
            let [output] = arguments.operands()?;
            search::plan(seed, count, Path::new(&output))?;
            Ok(true)
        }
        "search-put" => {
            let endpoint = arguments.option("--endpoint")?;
            let list = arguments.option("--list")?;
            let [plan, output] = arguments.operands()?;
            search::put(&endpoint, &list, Path::new(&plan), Path::new(&output))?;
            Ok(true)
        }
        "search-find" => {
            let endpoint = arguments.option("--endpoint")?;
            let [plan, stored, output] = arguments.operands()?;
            search::find(&endpoint, Path::new(&plan), Path::new(&stored), Path::new(&output))?;
            Ok(true)
        }
        "branch-key" => {
            let keys = keys::KeyBook::read(Path::new(&arguments.option("--keys")?))?;
            let [name, action] = arguments.operands()?;
            println!("{}", stored::branch_key(&keys, &name, &action)?);
            Ok(true)
        }
        other => Err(format!("no verb {other:?}\n{USAGE}")),
    }
}

struct Arguments {
    verb: String,
    rest: Vec<String>,
}

impl Arguments {
    fn read() -> Result<Self> {
        let mut all = env::args().skip(1);
        let verb = all.next().ok_or(USAGE)?;
        let rest = all.collect();
        Ok(Self { verb, rest })
    }

    /// Takes an option and its value.
    fn optional(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.rest.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        if at + 1 == self.rest.len() {
            return Err(format!("{name} needs a value\n{USAGE}"));
        }
        self.rest.remove(at);
        Ok(Some(self.rest.remove(at)))
    }

    fn option(&mut self, name: &str) -> Result<String> {
        let value = self.optional(name)?;
        value.ok_or_else(|| format!("{name} is missing\n{USAGE}"))
    }

    fn optional_number(&mut self, name: &str) -> Result<Option<u64>> {
        let number = |value: String| value.parse().map_err(|_| format!("{name} needs a number"));
        self.optional(name)?.map(number).transpose()
    }

    fn number(&mut self, name: &str) -> Result<u64> {
        let value = self.optional_number(name)?;
        value.ok_or_else(|| format!("{name} is missing\n{USAGE}"))
    }

    fn flag(&mut self, name: &str) -> bool {
        let known = self.rest.len();
        self.rest.retain(|argument| argument != name);
        self.rest.len() < known
    }

    /// What is left, at least one.
    fn rest(self) -> Result<Vec<String>> {
        match self.rest.iter().find(|argument| argument.starts_with('-')) {
            Some(unknown) => Err(format!("no option {unknown:?}\n{USAGE}")),
            None if self.rest.is_empty() => Err(USAGE.to_owned()),
            None => Ok(self.rest),
        }
    }

    /// What is left, exactly that many.
    fn operands<const N: usize>(self) -> Result<[String; N]> {
        self.rest()?.try_into().map_err(|_| USAGE.to_owned())
    }
}
