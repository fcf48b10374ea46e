//! The grammar of updates.
//!
//! A sum or difference has two operands, and must stand in parentheses to be a function's operand.

use aws_sdk_dynamodb::types::AttributeValue;

use super::ast::{Term, Update, Value};
use super::compare::type_name;
use super::error::{ExpressionError, Problem};
use super::parameters::Parameters;
use super::parser::Parser;
use super::path::{self, Path};
use super::token::{Kind, Token, tokens};

/// The most operators and functions that an update may have.
const MAX_OPERATORS: usize = 300;

/// The functions of updates. Their names are case-sensitive.
const FUNCTIONS: [&str; 2] = ["if_not_exists", "list_append"];

impl Update {
    /// Parses an update expression.
    ///
    /// # Errors
    /// When DynamoDB would refuse the expression whatever the item.
    pub(crate) fn parse(expression: &str, parameters: &Parameters<'_>) -> Result<Self, ExpressionError> {
        let tokens = tokens(expression)?;
        let mut parser = Parser::new(expression, &tokens, parameters);
        let mut update = Update::default();
        while parser.peek().is_some() || update.targets().next().is_none() {
            parser.section(&mut update)?;
        }
        path::check_distinct(&update.targets().collect::<Vec<_>>())?;
        if update.set.iter().map(|(_, term)| term.operators()).sum::<usize>() > MAX_OPERATORS {
            return Err(Problem::TooManyOperators.into());
        }
        Ok(update)
    }
}

impl Term {
    /// How many operators and functions it has.
    fn operators(&self) -> usize {
        match self {
            Term::Path(_) | Term::Value(_) => 0,
            Term::IfNotExists(_, term) => 1 + term.operators(),
            Term::ListAppend(left, right) | Term::Plus(left, right) | Term::Minus(left, right) => {
                1 + left.operators() + right.operators()
            }
        }
    }
}

impl Parser<'_> {
    fn section(&mut self, update: &mut Update) -> Result<(), ExpressionError> {
        let position = self.position();
        if self.take_keyword("SET") {
            self.actions("SET", position, &mut update.set, |parser| {
                let path = parser.path()?;
                parser.sign("=")?;
                Ok((path, parser.sum()?))
            })
        } else if self.take_keyword("REMOVE") {
            self.actions("REMOVE", position, &mut update.remove, Parser::path)
        } else if self.take_keyword("ADD") {
            self.actions("ADD", position, &mut update.add, |parser| {
                parser.change("ADD", |value| matches!(value, AttributeValue::N(_)) || is_set(value))
            })
        } else if self.take_keyword("DELETE") {
            self.actions("DELETE", position, &mut update.delete, |parser| parser.change("DELETE", is_set))
        } else {
            Err(self.expected("SET, REMOVE, ADD or DELETE"))
        }
    }

    /// The actions of a section, which must not have any yet.
    fn actions<T>(
        &mut self,
        section: &'static str,
        position: usize,
        actions: &mut Vec<T>,
        action: fn(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<(), ExpressionError> {
        if !actions.is_empty() {
            return Err(Problem::RepeatedSection(section).at(position));
        }
        actions.push(action(self)?);
        while self.take_sign(",") {
            actions.push(action(self)?);
        }
        Ok(())
    }

    /// A path and a value whose type is one of those allowed.
    fn change(
        &mut self,
        operator: &'static str,
        allowed: fn(&AttributeValue) -> bool,
    ) -> Result<(Path, Value), ExpressionError> {
        let path = self.path()?;
        let position = self.position();
        let value = self.value()?;
        if allowed(&value.value) {
            Ok((path, value))
        } else {
            Err(Problem::OperandType { operator, type_name: type_name(&value.value) }.at(position))
        }
    }

    /// A term, or two with an operator in between.
    fn sum(&mut self) -> Result<Term, ExpressionError> {
        let left_at = self.position();
        let left = self.term()?;
        let plus = self.take_sign("+");
        if !plus && !self.take_sign("-") {
            return Ok(left);
        }
        let operator = if plus { "+" } else { "-" };
        let right_at = self.position();
        let right = self.term()?;
        for (term, position) in [(&left, left_at), (&right, right_at)] {
            check_term(term, operator, |value| matches!(value, AttributeValue::N(_)))
                .map_err(|problem| problem.at(position))?;
        }
        let (left, right) = (Box::new(left), Box::new(right));
        Ok(if plus { Term::Plus(left, right) } else { Term::Minus(left, right) })
    }

    fn term(&mut self) -> Result<Term, ExpressionError> {
        if self.take_sign("(") {
            let term = self.nested(Parser::sum)?;
            self.sign(")")?;
            return Ok(term);
        }
        if let Some(name) = self.peek_call() {
            let position = self.position();
            let Some(function) = FUNCTIONS.into_iter().find(|function| *function == name) else {
                return Err(Problem::UnknownFunction(name.to_owned()).at(position));
            };
            let operands = self.call(Parser::term)?;
            return build(function, operands).map_err(|problem| problem.at(position));
        }
        match self.peek() {
            Some(Token { kind: Kind::Value(_), .. }) => self.value().map(Term::Value),
            Some(Token { kind: Kind::Word(_) | Kind::Name(_), .. }) => self.path().map(Term::Path),
            _ => Err(self.expected("an operand")),
        }
    }
}

fn build(function: &'static str, operands: Vec<Term>) -> Result<Term, Problem> {
    let [left, right] = operands.try_into().map_err(|_| Problem::OperandCount(function))?;
    for operand in [&left, &right] {
        // DynamoDB does not accept it there, for no documented reason.
        if matches!(operand, Term::ListAppend(..)) {
            return Err(Problem::MisusedFunction("list_append"));
        }
    }
    if function == "if_not_exists" {
        let Term::Path(path) = left else { return Err(Problem::PathRequired(function)) };
        return Ok(Term::IfNotExists(path, Box::new(right)));
    }
    for operand in [&left, &right] {
        check_term(operand, function, |value| matches!(value, AttributeValue::L(_)))?;
    }
    Ok(Term::ListAppend(Box::new(left), Box::new(right)))
}

/// Checks the type of a value of the request.
fn check_term(
    term: &Term,
    operator: &'static str,
    allowed: fn(&AttributeValue) -> bool,
) -> Result<(), Problem> {
    match term {
        Term::Value(value) if !allowed(&value.value) => {
            Err(Problem::OperandType { operator, type_name: type_name(&value.value) })
        }
        Term::Path(_)
        | Term::Value(_)
        | Term::IfNotExists(..)
        | Term::ListAppend(..)
        | Term::Plus(..)
        | Term::Minus(..) => Ok(()),
    }
}

fn is_set(value: &AttributeValue) -> bool {
    matches!(value, AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_))
}
