//! Every kind of return values with every kind of update, of items that are there and of such that are not.

const KINDS: [&str; 5] = ["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"];

/// An item with something of everything.
const ITEM: &str = "name:'Augusta Ada King' email:'ada@example.com' version:3 balance:314159265 hits:7 \
                    tags:<'mathematics' 'engines'> flags:<1 2 3> items:['a first thing' 'a second thing' 'a third thing'] \
                    address:{street:'St James Square' number:12 lines:['one' 'two']} settings:{theme:'dark' sizes:[1 2]} \
                    title:'Countess' limits:<b'bytes one' b'bytes two'>";

/// Updates that an item with everything takes, and whether an item that is not there takes them as well.
const UPDATES: [(&str, &str, bool); 22] = [
    ("set", "SET email = :'king@example.com', title = :'Lady'", true),
    ("set to what another has", "SET note = email, body = #name", false),
    (
        "set a default",
        "SET email = if_not_exists(email, :'nobody@example.com'), note = if_not_exists(note, :'a default note')",
        true,
    ),
    ("arithmetic", "SET balance = balance + :1000, version = version - :1", false),
    (
        "arithmetic with a default",
        "SET amount = if_not_exists(amount, :0) + :25, version = if_not_exists(version, :0) + :1",
        true,
    ),
    ("set within a map", "SET address.street = :'12 St James Square', settings.#theme = :'light'", false),
    ("set a new member of a map", "SET address.city = :'Westminster London'", false),
    ("set within a list", "SET #items[1] = :'another thing'", false),
    ("set behind the end of a list", "SET #items[9] = :'a fourth thing'", false),
    ("append", "SET #items = list_append(#items, :['a last thing'])", false),
    (
        "append to what may not be there",
        "SET history = list_append(if_not_exists(history, :[]), :['created here'])",
        true,
    ),
    ("prepend", "SET #items = list_append(:['the very first'], #items)", false),
    ("remove", "REMOVE email, title", true),
    ("remove within a map", "REMOVE address.street, settings.theme", false),
    ("remove from a list", "REMOVE #items[0], #items[2]", false),
    ("add a number", "ADD hits :1, balance :-5", true),
    ("add to sets", "ADD tags :<'poetry of science'>, flags :<3 4>", true),
    ("add bytes", "ADD limits :<b'bytes three'>", true),
    ("delete from sets", "DELETE tags :<'engines'>, flags :<1 9>", true),
    ("delete all of a set", "DELETE flags :<1 2 3>", true),
    ("every clause", "SET email = :'all@example.com' REMOVE title ADD hits :2 DELETE tags :<'engines'>", true),
    ("swap", "SET email = #name, #name = email", false),
];

/// The programs: each tries all kinds of return values, on an item of its own for each.
pub fn programs() -> String {
    let mut text = String::new();
    for (name, update, takes_nothing) in UPDATES {
        text += &format!("program returned of an update: {name}\n");
        for kind in KINDS {
            text +=
                &format!("put a-{kind} {ITEM}\nupdate a-{kind} | {update} | returns {kind}\nget a-{kind}\n");
        }
        text += &format!("program returned of an update of nothing: {name}\n");
        let fails = if takes_nothing { "" } else { "! " };
        for kind in KINDS {
            text += &format!("{fails}update a-{kind} | {update} | returns {kind}\nget a-{kind}\n");
        }
    }
    text += "program returned of an update without an expression\n";
    for kind in KINDS {
        text += &format!(
            "put a-{kind} {ITEM}\nupdate a-{kind} | returns {kind}\nupdate b-{kind} | returns {kind}\n"
        );
    }
    for kind in KINDS {
        text += &format!("program failed condition of an update that returns {kind}\nput a {ITEM}\n");
        for shows in ["NONE", "ALL_OLD"] {
            text += &format!(
                "! update a | SET email = :'new@example.com' | if version = :9 | returns {kind} | shows {shows}\n\
                 ! update b | SET email = :'new@example.com' | if version = :9 | returns {kind} | shows {shows}\n"
            );
        }
    }
    text
}
