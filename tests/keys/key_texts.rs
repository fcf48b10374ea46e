//! One rule for every keyring and provider that takes a key as a text: which forms are read, and which one reason is
//! given for the others. The files in `key_texts` were made with OpenSSL and OpenSSH, by `key_texts/make.sh`.

use std::fs;
use std::path::Path;

#[cfg(feature = "legacy")]
use dynamodb_item_encryptor::legacy::{SignatureKey, SigningAlgorithm, WrappedProvider};
use dynamodb_item_encryptor::{
    EcdhCurve, Item, ItemEncryptor, KeyError, Keyring, KmsEcdhKeyring, KmsRsaAlgorithm, KmsRsaKeyring,
    RawEcdhKeyring, RawRsaKeyring, RsaPadding, TableConfig,
};
use futures_util::FutureExt;

const ARN: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
const CURVES: [(&str, EcdhCurve); 3] =
    [("P-256", EcdhCurve::P256), ("P-384", EcdhCurve::P384), ("P-521", EcdhCurve::P521)];

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/key_texts").join(name);
    fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).unwrap()
}

/// Something that takes a key as a text.
type Take = Box<dyn Fn(&[u8]) -> Result<(), KeyError>>;

fn take<T>(take: impl Fn(&[u8]) -> Result<T, KeyError> + 'static) -> Take {
    Box::new(move |text| take(text).map(drop))
}

fn kms() -> aws_sdk_kms::Client {
    use aws_sdk_kms::config::{BehaviorVersion, Builder, Region};
    let config = Builder::new().behavior_version(BehaviorVersion::latest()).region(Region::new("eu-west-1"));
    aws_sdk_kms::Client::from_conf(config.build())
}

/// All that take an RSA public key.
fn rsa_public() -> Vec<(&'static str, Take)> {
    vec![
        ("raw RSA", take(|text| RawRsaKeyring::encrypt_only("space", "key", RsaPadding::OaepSha256, text))),
        ("KMS RSA", take(|text| KmsRsaKeyring::encrypt_only(ARN, KmsRsaAlgorithm::OaepSha256, text))),
        ("KMS RSA, both", take(|text| KmsRsaKeyring::new(kms(), ARN, KmsRsaAlgorithm::OaepSha1, text))),
        #[cfg(feature = "legacy")]
        ("legacy wrapping", take(|text| WrappedProvider::rsa(Some(text), None, hmac()))),
        #[cfg(feature = "legacy")]
        ("legacy signatures", take(|text| SignatureKey::rsa_public(SigningAlgorithm::Sha256WithRsa, text))),
    ]
}

/// All that take an RSA private key.
fn rsa_private() -> Vec<(&'static str, Take)> {
    vec![
        ("raw RSA", take(|text| RawRsaKeyring::decrypt_only("space", "key", RsaPadding::OaepSha256, text))),
        #[cfg(feature = "legacy")]
        ("legacy wrapping", take(|text| WrappedProvider::rsa(None, Some(text), hmac()))),
        #[cfg(feature = "legacy")]
        ("legacy signatures", take(|text| SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, text))),
    ]
}

#[cfg(feature = "legacy")]
fn hmac() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap()
}

/// All that take a public key on `curve`.
fn ec_public(curve: EcdhCurve) -> Vec<(&'static str, Take)> {
    let private = file(&format!("{}.pem", name(curve)));
    vec![
        ("raw ECDH", take(move |text| RawEcdhKeyring::ephemeral_to_static(curve, text))),
        ("raw ECDH, static", take(move |text| RawEcdhKeyring::static_to_static(curve, &private, text))),
        ("KMS ECDH", take(move |text| KmsEcdhKeyring::static_to_static(kms(), curve, ARN, text))),
        (
            "KMS ECDH, own",
            take(move |text| KmsEcdhKeyring::discovery(kms(), curve, ARN)?.with_public_key(text)),
        ),
    ]
}

/// All that take a private key on `curve`.
fn ec_private(curve: EcdhCurve) -> Vec<(&'static str, Take)> {
    let public = file(&format!("{}.public.pem", name(curve)));
    vec![
        ("raw ECDH", take(move |text| RawEcdhKeyring::discovery(curve, text))),
        ("raw ECDH, static", take(move |text| RawEcdhKeyring::static_to_static(curve, text, &public))),
    ]
}

fn name(curve: EcdhCurve) -> &'static str {
    CURVES.into_iter().find(|(_, other)| *other == curve).unwrap().0
}

/// What may be done to a PEM text on its way.
fn transformed(pem: &str) -> Vec<(&'static str, Vec<u8>)> {
    let lines: Vec<&str> = pem.lines().collect();
    let (begin, end) = (lines[0], lines[lines.len() - 1]);
    let body = lines[1..lines.len() - 1].concat();
    let certificate = text("P-256.certificate.pem");
    vec![
        ("CRLF", pem.replace('\n', "\r\n").into_bytes()),
        ("CR", pem.replace('\n', "\r").into_bytes()),
        ("no line end", pem.trim_end().as_bytes().to_vec()),
        ("BOM", format!("\u{feff}{pem}").into_bytes()),
        ("BOM and CRLF", format!("\u{feff}{}", pem.replace('\n', "\r\n")).into_bytes()),
        ("indented", lines.iter().map(|line| format!("    {line}\n")).collect::<String>().into_bytes()),
        ("tabs and blanks", lines.iter().map(|line| format!("\t{line} \n\n")).collect::<String>().into_bytes()),
        ("one line", format!("{begin}\n{body}\n{end}").into_bytes()),
        ("no line ends at all", format!("{begin}{body}{end}").into_bytes()),
        (
            "bag attributes",
            format!("Bag Attributes\n    friendlyName: x\nKey Attributes: <No>\n{pem}").into_bytes(),
        ),
        ("a comment in Latin-1", [&b"# Schl\xfcssel\n"[..], pem.as_bytes()].concat()),
        ("a certificate before it", format!("{certificate}{pem}").into_bytes()),
        ("a certificate behind it", format!("{pem}{certificate}").into_bytes()),
        (
            "another label",
            pem.replace(begin.trim_matches('-').trim_start_matches("BEGIN "), "KEY").into_bytes(),
        ),
    ]
}

#[track_caller]
fn assert_read(takers: &[(&'static str, Take)], form: &str, text: &[u8]) {
    for (taker, take) in takers {
        let taken = take(text);
        assert!(taken.is_ok(), "{taker}, {form}: {}", taken.unwrap_err());
    }
}

/// Checks that all give the same one reason.
#[track_caller]
fn assert_refused(takers: &[(&'static str, Take)], form: &str, text: &[u8], reason: &str) {
    for (taker, take) in takers {
        match take(text) {
            Err(KeyError::Config(message)) => {
                assert!(
                    message.contains("cannot be used: ") && message.ends_with(reason),
                    "{taker}, {form}: {message}"
                );
            }
            Err(error) => panic!("{taker}, {form}: {error}"),
            Ok(()) => panic!("{taker} reads {form}"),
        }
    }
}

#[test]
fn every_keyring_reads_rsa_keys_in_every_form() {
    for name in ["rsa.public.pem", "rsa.public.der", "rsa.pkcs1.public.pem", "rsa.pkcs1.public.der"] {
        assert_read(&rsa_public(), name, &file(name));
    }
    for name in ["rsa.pem", "rsa.der", "rsa.pkcs1.pem", "rsa.pkcs1.der", "rsa.bag.pem"] {
        assert_read(&rsa_private(), name, &file(name));
    }
    for (public, private) in [("rsa.public.pem", "rsa.pem"), ("rsa.pkcs1.public.pem", "rsa.pkcs1.pem")] {
        transformed(&text(public)).iter().for_each(|(form, text)| assert_read(&rsa_public(), form, text));
        transformed(&text(private)).iter().for_each(|(form, text)| assert_read(&rsa_private(), form, text));
    }
    // As programs in Go write it.
    let mislabelled = text("rsa.pem").replace("PRIVATE KEY", "RSA PRIVATE KEY");
    assert_read(&rsa_private(), "PKCS #8 as RSA PRIVATE KEY", mislabelled.as_bytes());
}

#[test]
fn every_keyring_reads_elliptic_curve_keys_in_every_form() {
    for (name, curve) in CURVES {
        let (public, private) = (ec_public(curve), ec_private(curve));
        for form in ["public.pem", "public.der", "compressed.public.pem"] {
            assert_read(&public, form, &file(&format!("{name}.{form}")));
        }
        for form in ["pem", "der", "sec1.pem", "sec1.der", "ecparam.pem", "short.pem"] {
            assert_read(&private, form, &file(&format!("{name}.{form}")));
        }
        let of_file = |form: &str| transformed(&text(&format!("{name}.{form}")));
        of_file("public.pem").iter().for_each(|(form, text)| assert_read(&public, form, text));
        for file in ["pem", "sec1.pem"] {
            of_file(file).iter().for_each(|(form, text)| assert_read(&private, form, text));
        }
        let mislabelled = text(&format!("{name}.pem")).replace("PRIVATE KEY", "EC PRIVATE KEY");
        assert_read(&private, "PKCS #8 as EC PRIVATE KEY", mislabelled.as_bytes());
    }
}

/// Seals with one keyring, and opens with the other.
fn assert_opens(form: &str, writer: impl Keyring + 'static, reader: impl Keyring + 'static) {
    let table = || TableConfig::builder("T").partition_key("id").encrypt(["a"]);
    let writer = ItemEncryptor::new(table().keyring(writer).build().unwrap());
    let reader = ItemEncryptor::new(table().keyring(reader).build().unwrap());
    let value = |text: &str| aws_sdk_dynamodb::types::AttributeValue::S(text.to_owned());
    let item = Item::from([("id".to_owned(), value("1")), ("a".to_owned(), value("2"))]);
    let stored = writer.encrypt_item(item.clone()).now_or_never().unwrap().unwrap();
    let opened = reader.decrypt_item(stored).now_or_never().unwrap();
    assert_eq!(opened.unwrap().item, item, "{form}");
}

#[test]
fn all_forms_are_the_same_key() {
    let padding = RsaPadding::OaepSha256;
    for (public, private) in [
        ("rsa.public.pem", "rsa.pkcs1.pem"),
        ("rsa.public.der", "rsa.pkcs1.der"),
        ("rsa.pkcs1.public.pem", "rsa.pem"),
        ("rsa.pkcs1.public.der", "rsa.bag.pem"),
    ] {
        let both = RawRsaKeyring::new("space", "key", padding, file(public), file(private)).unwrap();
        let writer = RawRsaKeyring::encrypt_only("space", "key", padding, file("rsa.public.pem")).unwrap();
        assert_opens(private, writer, both);
    }
    for (name, curve) in CURVES {
        for (public, private) in [
            ("public.pem", "pem"),
            ("public.der", "der"),
            ("compressed.public.pem", "sec1.pem"),
            ("public.pem", "ecparam.pem"),
            ("public.pem", "short.pem"),
            ("public.pem", "sec1.der"),
        ] {
            let writer = RawEcdhKeyring::ephemeral_to_static(curve, file(&format!("{name}.{public}"))).unwrap();
            let reader = RawEcdhKeyring::discovery(curve, file(&format!("{name}.{private}"))).unwrap();
            assert_opens(&format!("{name} {private}"), writer, reader);
        }
    }
}

/// Texts that are no key at all, and why.
fn no_keys() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let pem = text("rsa.pem");
    let lines: Vec<&str> = pem.lines().collect();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let body = lines[1..lines.len() - 1].join("\n");
    vec![
        ("nothing", Vec::new(), "it is empty"),
        ("blanks", b" \r\n".to_vec(), "it is empty"),
        ("too much", vec![b'x'; 100_000], "it is longer than 64 KiB, and no key is that long"),
        ("prose", b"/etc/keys/rsa.pem".to_vec(), "it is neither PEM nor DER"),
        ("bytes", vec![0xff, 0x00, 0x80, 0x07], "it is neither PEM nor DER"),
        (
            "UTF-16",
            [&b"\xff\xfe"[..], &utf16(&pem)].concat(),
            "as some editors and shells write files; save it as UTF-8",
        ),
        ("JSON", br#"{"kty":"RSA"}"#.to_vec(), "a key in PEM or DER is needed"),
        ("base64", body.clone().into_bytes(), "decode it, which gives DER"),
        ("escaped", pem.replace('\n', "\\n").into_bytes(), "as happens in environment variables"),
        ("cut", pem.as_bytes()[..pem.len() - 40].to_vec(), "it is cut off: there is no END line"),
        ("another END", pem.replace("END PRIVATE", "END PUBLIC").into_bytes(), "are damaged or do not match"),
        ("a digit less", pem.replace(&body, &body[1..]).into_bytes(), "its BEGIN and END lines is not base64"),
        (
            "certificate",
            file("rsa.certificate.pem"),
            "`openssl x509 -in FILE -pubkey -noout` writes its public key",
        ),
        (
            "DER certificate",
            file("rsa.certificate.der"),
            "`openssl x509 -in FILE -pubkey -noout` writes its public key",
        ),
        ("request", file("rsa.request.pem"), "`openssl req -in FILE -pubkey -noout` writes its public key"),
        ("PKCS #12", file("rsa.p12"), "`openssl pkcs12 -in FILE -nocerts -nodes` writes its private key"),
        ("parameters", file("P-256.parameters.pem"), "it holds parameters but no key"),
        ("OpenSSH", file("rsa.openssh.pem"), "`ssh-keygen -p -m PKCS8 -f FILE` converts the file in its place"),
        ("OpenSSH, public", file("rsa.openssh.public"), "`ssh-keygen -e -m PKCS8 -f FILE` converts it"),
        ("encrypted", file("rsa.encrypted.pem"), "asks for the password and decrypts it"),
        ("encrypted DER", file("rsa.encrypted.der"), "asks for the password and decrypts it"),
        ("encrypted PKCS #1", file("rsa.encrypted.pkcs1.pem"), "asks for the password and decrypts it"),
        ("encrypted SEC 1", file("P-256.encrypted.sec1.pem"), "asks for the password and decrypts it"),
        ("cut DER", file("rsa.der")[..1000].to_vec(), "damaged, cut off, or followed by something else"),
        (
            "more than DER",
            [file("rsa.der"), vec![0]].concat(),
            "damaged, cut off, or followed by something else",
        ),
    ]
}

#[test]
fn what_is_no_key_is_refused_for_the_one_reason_that_holds() {
    let takers = [rsa_public(), rsa_private()].into_iter();
    let takers = takers.chain(CURVES.iter().flat_map(|(_, curve)| [ec_public(*curve), ec_private(*curve)]));
    for takers in takers {
        for (form, text, reason) in no_keys() {
            assert_refused(&takers, form, &text, reason);
        }
    }
}

#[test]
fn wrong_keys_are_refused_for_the_one_reason_that_holds() {
    let (public, private) = (rsa_public(), rsa_private());
    let swapped = "`openssl pkey -in FILE -pubout` writes it";
    for name in ["rsa.pem", "rsa.der", "rsa.pkcs1.pem"] {
        assert_refused(&public, name, &file(name), swapped);
    }
    for name in ["rsa.public.pem", "rsa.public.der", "rsa.pkcs1.public.pem"] {
        assert_refused(&private, name, &file(name), "it is a public key, but the private key is needed");
    }
    for (name, found) in [
        ("pss", "an RSA key for PSS signatures"),
        ("P-256", "a key on an elliptic curve"),
        ("secp256k1", "a key on an elliptic curve"),
        ("ed25519", "an Ed25519 key"),
        ("x25519", "an X25519 key"),
    ] {
        let reason = format!("it is {found}, but an RSA key is needed");
        assert_refused(&public, name, &file(&format!("{name}.public.pem")), &reason);
        assert_refused(&private, name, &file(&format!("{name}.pem")), &reason);
    }
    assert_refused(
        &private,
        "SEC 1",
        &file("P-256.sec1.pem"),
        "it is a key on an elliptic curve, but an RSA key is needed",
    );

    for (name, curve) in CURVES {
        let (public, private) = (ec_public(curve), ec_private(curve));
        for form in ["pem", "der", "sec1.pem", "ecparam.pem"] {
            assert_refused(&public, form, &file(&format!("{name}.{form}")), swapped);
        }
        let half = "it is a public key, but the private key is needed";
        assert_refused(&private, "public", &file(&format!("{name}.public.pem")), half);
        let others = CURVES.iter().map(|(other, _)| *other).chain(["secp256k1"]);
        for other in others.filter(|other| *other != name) {
            let reason = format!("it is on a curve other than {name}");
            assert_refused(&public, other, &file(&format!("{other}.public.pem")), &reason);
            assert_refused(&private, other, &file(&format!("{other}.pem")), &reason);
            if other != "secp256k1" {
                assert_refused(&private, other, &file(&format!("{other}.short.pem")), &reason);
            }
        }
        for (other, found) in
            [("rsa", "an RSA key"), ("ed25519", "an Ed25519 key"), ("x25519", "an X25519 key")]
        {
            let reason = format!("it is {found}, but a key on an elliptic curve is needed");
            assert_refused(&public, other, &file(&format!("{other}.public.pem")), &reason);
            assert_refused(&private, other, &file(&format!("{other}.pem")), &reason);
        }
        let pkcs1 = "it is an RSA key, but a key on an elliptic curve is needed";
        assert_refused(&private, "PKCS #1", &file("rsa.pkcs1.pem"), pkcs1);
        let explicit = "names it, with `-pubin -pubout` for a public key";
        assert_refused(&public, "numbers", &file("P-256.explicit.public.pem"), explicit);
        assert_refused(&private, "numbers", &file("P-256.explicit.pem"), explicit);
    }
}

#[test]
fn short_rsa_keys_are_refused_by_their_length() {
    for bits in ["1024", "2047"] {
        // Whatever the legacy format may be told to accept.
        let public: Vec<_> =
            rsa_public().into_iter().filter(|(taker, _)| !taker.starts_with("legacy")).collect();
        let private: Vec<_> =
            rsa_private().into_iter().filter(|(taker, _)| !taker.starts_with("legacy")).collect();
        let reason = format!("it has {bits} bits, but an RSA key of 2048 to 8192 bits is needed");
        assert_refused(&public, bits, &file(&format!("rsa{bits}.public.pem")), &reason);
        assert_refused(&private, bits, &file(&format!("rsa{bits}.pem")), &reason);
    }
}

#[cfg(feature = "legacy")]
#[test]
fn the_legacy_format_reads_with_short_keys_and_verifies_with_elliptic_curves_in_the_same_forms() {
    let weak = |text: &[u8]| SignatureKey::reading_weak_rsa(SigningAlgorithm::Sha256WithRsa, text).map(drop);
    weak(&file("rsa1024.public.pem")).unwrap();
    weak(&file("rsa.pkcs1.public.der")).unwrap();
    let error = SignatureKey::rsa_public(SigningAlgorithm::Sha256WithRsa, &file("rsa1024.public.pem")).err();
    let message = error.unwrap().to_string();
    assert!(message.contains("has 1024 bits") && message.contains("`weak` in their names"), "{message}");

    let ecdsa = vec![(
        "legacy ECDSA",
        take(|text| SignatureKey::ecdsa_public(SigningAlgorithm::Sha256WithEcdsa, text)),
    )];
    for (name, _) in CURVES {
        for form in ["public.pem", "public.der"] {
            assert_read(&ecdsa, form, &file(&format!("{name}.{form}")));
        }
        transformed(&text(&format!("{name}.public.pem")))
            .iter()
            .for_each(|(form, text)| assert_read(&ecdsa, form, text));
    }
    no_keys().iter().for_each(|(form, text, reason)| assert_refused(&ecdsa, form, text, reason));
    let curves = "it is on a curve other than P-256, P-384 and P-521";
    assert_refused(&ecdsa, "secp256k1", &file("secp256k1.public.pem"), curves);
    let rsa = "it is an RSA key, but a key on an elliptic curve is needed";
    assert_refused(&ecdsa, "RSA", &file("rsa.public.pem"), rsa);
    assert_refused(&ecdsa, "private", &file("P-256.pem"), "`openssl pkey -in FILE -pubout` writes it");
}

/// A file may come from an attacker: no change of it may end in a panic, and few of them may end in a key.
#[test]
fn changed_files_are_keys_or_errors() {
    for name in ["rsa.pkcs1.public.der", "P-256.der", "P-256.sec1.der", "P-256.public.der"] {
        let whole = file(name);
        for place in 0..whole.len() {
            for change in [1, 0x80, 0xff] {
                let mut changed = whole.clone();
                changed[place] ^= change;
                let _ = RawRsaKeyring::encrypt_only("space", "key", RsaPadding::OaepSha256, &changed);
                let _ = RawEcdhKeyring::ephemeral_to_static(EcdhCurve::P256, &changed);
                let _ = RawEcdhKeyring::discovery(EcdhCurve::P256, &changed);
            }
            assert!(RawEcdhKeyring::discovery(EcdhCurve::P256, &whole[..place]).is_err());
        }
    }
    // The private key's public half is there too, and must be its own.
    let mut changed = file("P-256.der");
    changed[40] ^= 1;
    let takers = ec_private(EcdhCurve::P256);
    assert_refused(&takers[..1], "another scalar", &changed, "its numbers do not make a valid key");
}
