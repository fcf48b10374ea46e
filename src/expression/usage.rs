//! What an expression uses: attributes and placeholders.

use std::collections::BTreeSet;

use super::ast::{Condition, Operand, Projection, Term, Update, Value};
use super::key_condition::KeyCondition;
use super::parameters::Parameters;
use super::path::Path;

/// The placeholders that expressions use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Placeholders {
    /// The placeholders of names, with their signs.
    pub(crate) names: BTreeSet<String>,
    /// The placeholders of values, with their colons.
    pub(crate) values: BTreeSet<String>,
}

impl Placeholders {
    /// A placeholder in `parameters` that is not used. DynamoDB refuses a request that has one.
    pub(crate) fn first_unused<'a>(&self, parameters: &Parameters<'a>) -> Option<&'a str> {
        let names = parameters.names.into_iter().flat_map(|names| names.keys());
        let values = parameters.values.into_iter().flat_map(|values| values.keys());
        let unused_names = names.filter(|name| !self.names.contains(*name));
        unused_names.chain(values.filter(|name| !self.values.contains(*name))).map(String::as_str).min()
    }

    fn add_path(&mut self, path: &Path) {
        self.names.extend(path.names().filter_map(|name| name.placeholder.clone()));
    }

    fn add_value(&mut self, value: &Value) {
        self.values.insert(value.placeholder.clone());
    }
}

/// The operands of one operator or function of a condition.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison<'a> {
    /// The top-level attributes.
    pub(crate) attributes: Vec<&'a str>,
    /// The placeholders of the request's values.
    pub(crate) values: Vec<&'a str>,
    /// Whether it asks for nothing but whether a top-level attribute exists.
    pub(crate) is_existence: bool,
}

impl<'a> Comparison<'a> {
    fn of(operands: &[Leaf<'a>]) -> Self {
        let is_existence = matches!(operands, [Leaf::Existence(path)] if path.len() == 1);
        let mut comparison = Comparison { is_existence, ..Comparison::default() };
        for leaf in operands {
            match leaf {
                Leaf::Path(path) | Leaf::Existence(path) => comparison.attributes.push(path.attribute()),
                Leaf::Value(value) => comparison.values.push(&value.placeholder),
            }
        }
        comparison
    }
}

/// A part of an expression that refers to an item or to a value in the request.
#[derive(Clone, Copy)]
pub(crate) enum Leaf<'a> {
    /// What is at a path.
    Path(&'a Path),
    /// It is asked whether there is something at the path, whatever it is.
    Existence(&'a Path),
    /// A value of the request.
    Value(&'a Value),
}

impl<'a> Leaf<'a> {
    /// The top-level attribute.
    pub(crate) fn attribute(&self) -> Option<&'a str> {
        match self {
            Leaf::Path(path) | Leaf::Existence(path) => Some(path.attribute()),
            Leaf::Value(_) => None,
        }
    }

    /// The placeholder of the request's value.
    pub(crate) fn placeholder(&self) -> Option<&'a str> {
        match self {
            Leaf::Path(_) | Leaf::Existence(_) => None,
            Leaf::Value(value) => Some(&value.placeholder),
        }
    }

    fn add_to(&self, placeholders: &mut Placeholders) {
        match self {
            Leaf::Path(path) | Leaf::Existence(path) => placeholders.add_path(path),
            Leaf::Value(value) => placeholders.add_value(value),
        }
    }
}

impl Operand {
    fn leaf(&self) -> Leaf<'_> {
        match self {
            Operand::Path(path) => Leaf::Path(path),
            Operand::Value(value) => Leaf::Value(value),
            Operand::Size(operand) => operand.leaf(),
        }
    }
}

impl Condition {
    /// The top-level attributes that this condition reads.
    pub(crate) fn attributes(&self) -> BTreeSet<&str> {
        let mut attributes = BTreeSet::new();
        self.each_comparison(&mut |leaves| attributes.extend(leaves.iter().filter_map(Leaf::attribute)));
        attributes
    }

    /// What this condition compares with what.
    pub(crate) fn comparisons(&self) -> Vec<Comparison<'_>> {
        let mut comparisons = Vec::new();
        self.each_comparison(&mut |leaves| comparisons.push(Comparison::of(leaves)));
        comparisons
    }

    /// Adds the placeholders that this condition uses.
    pub(crate) fn add_placeholders(&self, placeholders: &mut Placeholders) {
        self.each_comparison(&mut |leaves| leaves.iter().for_each(|leaf| leaf.add_to(placeholders)));
    }

    /// Whether the operands of each operator and function in this condition are such.
    pub(crate) fn is_all_of<'a>(&'a self, mut are: impl FnMut(&[Leaf<'a>]) -> bool) -> bool {
        let mut is_all = true;
        self.each_comparison(&mut |operands| is_all = is_all && are(operands));
        is_all
    }

    /// Visits the operands of each operator and function in this condition.
    pub(crate) fn each_comparison<'a>(&'a self, visit: &mut impl FnMut(&[Leaf<'a>])) {
        match self {
            Condition::Compare { left, right, .. }
            | Condition::BeginsWith(left, right)
            | Condition::Contains(left, right) => visit(&[left.leaf(), right.leaf()]),
            Condition::Between { operand, low, high } => {
                visit(&[operand.leaf(), low.leaf(), high.leaf()]);
            }
            Condition::In { operand, list } => {
                let leaves: Vec<_> = [operand].into_iter().chain(list).map(Operand::leaf).collect();
                visit(&leaves);
            }
            Condition::Exists(path) | Condition::NotExists(path) => visit(&[Leaf::Existence(path)]),
            Condition::Type { operand, type_name } => visit(&[operand.leaf(), Leaf::Value(type_name)]),
            Condition::And(conditions) | Condition::Or(conditions) => {
                conditions.iter().for_each(|condition| condition.each_comparison(visit));
            }
            Condition::Not(condition) => condition.each_comparison(visit),
        }
    }
}

impl KeyCondition {
    /// The attributes that this key condition reads.
    pub(crate) fn attributes(&self) -> BTreeSet<&str> {
        self.condition.attributes()
    }

    /// What this key condition compares with what.
    pub(crate) fn comparisons(&self) -> Vec<Comparison<'_>> {
        self.condition.comparisons()
    }

    /// Adds the placeholders that this key condition uses.
    pub(crate) fn add_placeholders(&self, placeholders: &mut Placeholders) {
        self.condition.add_placeholders(placeholders);
    }
}

impl Projection {
    /// The top-level attributes that this projection asks for, in whole or in part.
    pub(crate) fn attributes(&self) -> BTreeSet<&str> {
        self.paths.iter().map(Path::attribute).collect()
    }

    /// Adds the placeholders that this projection uses.
    pub(crate) fn add_placeholders(&self, placeholders: &mut Placeholders) {
        self.paths.iter().for_each(|path| placeholders.add_path(path));
    }
}

impl Term {
    fn each_leaf<'a>(&'a self, visit: &mut impl FnMut(Leaf<'a>)) {
        match self {
            Term::Path(path) => visit(Leaf::Path(path)),
            Term::Value(value) => visit(Leaf::Value(value)),
            Term::IfNotExists(path, term) => {
                visit(Leaf::Path(path));
                term.each_leaf(visit);
            }
            Term::ListAppend(left, right) | Term::Plus(left, right) | Term::Minus(left, right) => {
                left.each_leaf(visit);
                right.each_leaf(visit);
            }
        }
    }
}

impl Update {
    /// The top-level attributes that this update writes to, in whole or in part.
    pub(crate) fn written(&self) -> BTreeSet<&str> {
        self.targets().map(Path::attribute).collect()
    }

    /// The top-level attributes whose old value decides what this update writes: those that SET reads,
    /// those that ADD and DELETE change, and those that are written in part.
    pub(crate) fn read(&self) -> BTreeSet<&str> {
        let changed = self.add.iter().chain(&self.delete).map(|(path, _)| path);
        let in_part = self.targets().filter(|path| path.len() > 1);
        let mut attributes: BTreeSet<_> = changed.chain(in_part).map(Path::attribute).collect();
        for (_, term) in &self.set {
            term.each_leaf(&mut |leaf| {
                if let Leaf::Path(path) = leaf {
                    attributes.insert(path.attribute());
                }
            });
        }
        attributes
    }

    /// Whether carrying this update out once more, after somebody else has written, cannot count anything twice: it gives
    /// attributes values that do not depend on what was there, or takes them away.
    pub(crate) fn is_repeatable(&self) -> bool {
        let mut reads = false;
        for (_, term) in &self.set {
            term.each_leaf(&mut |leaf| reads |= !matches!(leaf, Leaf::Value(_)));
        }
        let is_constant = |term: &Term| matches!(term, Term::Value(_));
        // An index of a list leads elsewhere once the list has grown or shrunk.
        let moves = self.targets().any(Path::has_index);
        !reads && !moves && self.set.iter().all(|(_, term)| is_constant(term)) && self.add.is_empty()
    }

    /// Which top-level attributes SET takes values from, each with the one that it writes them to.
    pub(crate) fn copies(&self) -> Vec<(&str, &str)> {
        let mut copies = Vec::new();
        for (path, term) in &self.set {
            term.each_leaf(&mut |leaf| match leaf {
                Leaf::Path(from) | Leaf::Existence(from) => copies.push((from.attribute(), path.attribute())),
                Leaf::Value(_) => {}
            });
        }
        copies
    }

    /// What this update writes to, as a projection. Of a list that it goes into it is the whole attribute: without its
    /// neighbours an element has no index.
    pub(crate) fn projection(&self) -> Projection {
        let (coarse, fine): (Vec<_>, Vec<_>) = self.targets().partition(|path| path.has_index());
        let mut paths: Vec<Path> = coarse.into_iter().map(Path::top).collect();
        paths.sort_unstable();
        paths.dedup();
        let is_new = |path: &&Path| !paths.iter().any(|whole| whole.attribute() == path.attribute());
        let fine: Vec<_> = fine.into_iter().filter(is_new).cloned().collect();
        paths.extend(fine);
        Projection { paths }
    }

    /// Adds the placeholders that this update uses.
    pub(crate) fn add_placeholders(&self, placeholders: &mut Placeholders) {
        self.targets().for_each(|path| placeholders.add_path(path));
        self.add.iter().chain(&self.delete).for_each(|(_, value)| placeholders.add_value(value));
        for (_, term) in &self.set {
            term.each_leaf(&mut |leaf| leaf.add_to(placeholders));
        }
    }
}
