//! What the program says of itself.

use crate::run::run;

/// All verbs, as the help lists them, and the verbs of those that have some.
fn verbs() -> Vec<Vec<String>> {
    let of = |verb: &[String]| {
        let help = run(verb.iter().map(String::as_str).chain(["--help"])).stdout;
        let commands =
            help.split_once("Commands:\n").map(|(_, commands)| commands.to_owned()).unwrap_or_default();
        let names = commands.lines().take_while(|line| !line.is_empty());
        // A description that takes another line is further in.
        let names = names.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let names = names.map(|line| line.split_whitespace().next().unwrap().to_owned());
        names.map(|name| [verb, &[name]].concat()).collect::<Vec<_>>()
    };
    of(&[]).into_iter().flat_map(|verb| [of(&verb), vec![verb]].concat()).collect()
}

#[test]
fn the_help_of_each_verb_fits_on_a_screen() {
    let verbs = verbs();
    for verb in [&["inspect"][..], &["key-store"], &["key-store", "create-key"]] {
        assert!(verbs.iter().any(|found| found == verb), "{verbs:?}");
    }
    for verb in verbs.into_iter().chain([vec![]]) {
        let ran = run(verb.iter().map(String::as_str).chain(["--help"]));
        assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""), "{verb:?}");
        // The program's own has all verbs and all exit codes.
        let most = if verb.is_empty() { 40 } else { 28 };
        let lines = ran.stdout.lines().count();
        assert!((5..=most).contains(&lines), "{verb:?} has {lines} lines: {}", ran.stdout);
        for line in ran.stdout.lines() {
            assert!(line.chars().count() <= 100, "{verb:?}: {line}");
        }
    }
}

#[test]
fn what_the_help_leaves_out_is_named_there_and_in_the_manual_page() {
    let help = run(["converge", "--help"]).stdout;
    assert!(help.contains("item-encryptor man converge"), "{help}");
    let (page, script) = (run(["man", "converge"]).stdout, run(["completions", "bash"]).stdout);
    for (name, what) in [
        ("region", "The region"),
        ("json", "one object a line"),
        ("color", "When to use colours"),
        ("page-size", "Read so many items of a part"),
        ("patience", "Try again for so many seconds"),
    ] {
        assert!(help.contains(&format!("--{name}")), "{name}: {help}");
        let escaped = format!("\\-\\-{}", name.replace('-', "\\-"));
        assert!(page.contains(&escaped) && page.contains(what), "{name}: {page}");
        assert!(script.contains(&format!("--{name}")), "{name}");
    }
    for part in ["--json", "--quiet", "--color", "--region", "--profile", "--endpoint-url"] {
        assert!(run(["--help"]).stdout.contains(part), "{part}");
    }
}

#[test]
fn verbs_that_only_read_show_no_flag_for_writing() {
    for verb in ["verify", "survey"] {
        let help = run([verb, "--help"]).stdout;
        assert!(help.contains("--read-units") && !help.contains("--write"), "{help}");
    }
    assert!(run(["converge", "--help"]).stdout.contains("--write-units"));
}

#[test]
fn exit_codes_are_documented() {
    let help = run(["--help"]).stdout;
    for code in ["0", "1", "2", "3", "4", "5", "6", "70", "141"] {
        assert!(help.contains(&format!(" {code} ")) || help.contains(&format!(" {code}:")), "{code}");
    }
}

#[test]
fn completions_and_manual_pages_are_those_of_the_verbs() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(["completions", shell]);
        assert_eq!(script.exit, 0);
        for verb in verbs() {
            assert!(script.stdout.contains(verb.last().unwrap()), "{shell}: {verb:?}");
        }
    }
    let page = run(["man"]).stdout;
    assert!(page.contains(".TH") && page.contains("inspect") && page.contains("Exit codes"), "{page}");
    for verb in verbs() {
        let page = run(["man".to_owned()].into_iter().chain(verb.clone()));
        let name = format!("item-encryptor-{}", verb.join("-")).replace('-', "\\-");
        assert!(page.exit == 0 && page.stdout.contains(&name), "{name}: {page:?}");
    }
    run(["man", "nothing"]).fails(2, "there is no verb 'nothing'");
}

#[test]
fn a_wrong_command_line_is_told_from_everything_else() {
    for args in [&["frobnicate"][..], &["inspect", "--frobnicate"], &["inspect", "x", "--key", "{}"], &[]] {
        let ran = run(args);
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "{args:?}: {ran:?}");
        assert!(!ran.stderr.is_empty());
    }
}
