#!/usr/bin/env bash
# Makes the key files of this folder anew, with OpenSSL 3 and ssh-keygen. They are for tests only.
set -euo pipefail
cd "$(dirname "$0")"

forms() { # NAME: all forms of the private key NAME.pem that OpenSSL writes
    openssl pkcs8 -topk8 -nocrypt -in "$1.pem" -outform DER -out "$1.der"
    openssl pkey -in "$1.pem" -pubout -out "$1.public.pem"
    openssl pkey -in "$1.pem" -pubout -outform DER -out "$1.public.der"
}

openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
forms rsa
openssl rsa -in rsa.pem -traditional -out rsa.pkcs1.pem
openssl rsa -in rsa.pem -traditional -outform DER -out rsa.pkcs1.der
openssl rsa -in rsa.pem -RSAPublicKey_out -out rsa.pkcs1.public.pem
openssl rsa -in rsa.pem -RSAPublicKey_out -outform DER -out rsa.pkcs1.public.der
openssl pkey -in rsa.pem -aes256 -passout pass:secret -out rsa.encrypted.pem
openssl pkcs8 -topk8 -in rsa.pem -outform DER -passout pass:secret -out rsa.encrypted.der
openssl rsa -in rsa.pem -traditional -aes256 -passout pass:secret -out rsa.encrypted.pkcs1.pem
openssl req -x509 -key rsa.pem -subj /CN=test -days 36500 -out rsa.certificate.pem
openssl x509 -in rsa.certificate.pem -outform DER -out rsa.certificate.der
openssl req -new -key rsa.pem -subj /CN=test -out rsa.request.pem
openssl pkcs12 -export -inkey rsa.pem -in rsa.certificate.pem -passout pass: -out rsa.p12
openssl pkcs12 -in rsa.p12 -passin pass: -nodes -out rsa.bag.pem
(umask 077 && cp rsa.pkcs1.pem rsa.openssh.pem)
ssh-keygen -q -p -N '' -f rsa.openssh.pem
ssh-keygen -y -f rsa.openssh.pem >rsa.openssh.public
chmod 644 rsa.openssh.pem

for bits in 1024 2047; do
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:$bits -out rsa$bits.pem
    openssl pkey -in rsa$bits.pem -pubout -out rsa$bits.public.pem
done
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.pem
openssl pkey -in pss.pem -pubout -out pss.public.pem

for curve in P-256 P-384 P-521; do
    openssl ecparam -name $curve -genkey -out $curve.ecparam.pem
    openssl pkey -in $curve.ecparam.pem -out $curve.pem
    forms $curve
    openssl ec -in $curve.pem -out $curve.sec1.pem
    openssl ec -in $curve.pem -outform DER -out $curve.sec1.der
    openssl ec -in $curve.pem -no_public -out $curve.short.pem
    openssl ec -in $curve.pem -pubout -conv_form compressed -out $curve.compressed.public.pem
done
openssl pkey -in P-256.pem -aes256 -passout pass:secret -out P-256.encrypted.pem
openssl ec -in P-256.pem -aes256 -passout pass:secret -out P-256.encrypted.sec1.pem
openssl ec -in P-256.pem -param_enc explicit -out P-256.explicit.pem
openssl ec -in P-256.pem -param_enc explicit -pubout -out P-256.explicit.public.pem
openssl ecparam -name P-256 -out P-256.parameters.pem
openssl req -x509 -key P-256.pem -subj /CN=test -days 36500 -out P-256.certificate.pem

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out secp256k1.pem
openssl pkey -in secp256k1.pem -pubout -out secp256k1.public.pem
for name in ed25519 x25519; do
    openssl genpkey -algorithm $name -out $name.pem
    openssl pkey -in $name.pem -pubout -out $name.public.pem
done
