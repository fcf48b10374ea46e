//! The grammar of conditions and projections.
//!
//! NOT binds tighter than AND, and AND tighter than OR. Keywords are case-insensitive, functions are not. An operand
//! may stand in parentheses, which the Developer Guide does not say.

use super::ast::{Comparator, Condition, Operand, Projection};
use super::check::Rigor;
use super::error::{ExpressionError, Problem};
use super::parameters::Parameters;
use super::parser::{MAX_GROUPS, Parser};
use super::token::{Kind, Token, tokens};
use super::{check, path};

impl Condition {
    /// Parses a condition or filter expression.
    ///
    /// # Errors
    /// When DynamoDB would refuse the expression whatever the item.
    pub(crate) fn parse(expression: &str, parameters: &Parameters<'_>) -> Result<Self, ExpressionError> {
        Self::parse_with(expression, parameters, Rigor::Strict)
    }

    /// Parses a condition or filter expression that DynamoDB may refuse: with reserved words as names, and values of
    /// types that an operator does not take.
    ///
    /// # Errors
    /// When it cannot be understood.
    pub(crate) fn parse_leniently(
        expression: &str,
        parameters: &Parameters<'_>,
    ) -> Result<Self, ExpressionError> {
        Self::parse_with(expression, parameters, Rigor::Lenient)
    }

    fn parse_with(
        expression: &str,
        parameters: &Parameters<'_>,
        rigor: Rigor,
    ) -> Result<Self, ExpressionError> {
        let tokens = tokens(expression)?;
        check_parentheses(&tokens)?;
        let mut parser = Parser::new(expression, &tokens, parameters);
        parser.rigor = rigor;
        let condition = parser.condition()?;
        parser.end("an operator or the end")?;
        Ok(condition)
    }
}

impl Projection {
    /// Parses a projection expression.
    ///
    /// # Errors
    /// When DynamoDB would refuse the expression whatever the item.
    pub(crate) fn parse(expression: &str, parameters: &Parameters<'_>) -> Result<Self, ExpressionError> {
        let tokens = tokens(expression)?;
        let mut parser = Parser::new(expression, &tokens, parameters);
        let mut paths = vec![parser.path()?];
        while parser.take_sign(",") {
            paths.push(parser.path()?);
        }
        parser.end("a comma or the end")?;
        path::check_distinct(&paths.iter().collect::<Vec<_>>())?;
        Ok(Projection { paths })
    }
}

/// What may stand in parentheses.
enum Part {
    Condition(Condition),
    /// An operand that begins there.
    Operand(Operand, usize),
}

/// What was parsed of a group, or of the whole expression.
#[derive(Default)]
struct Group {
    /// What OR joins.
    any: Vec<Condition>,
    /// What AND joins since then.
    all: Vec<Condition>,
    /// Whether the next condition is negated, where a NOT is in front of it.
    negated: Option<bool>,
}

impl Group {
    fn is_empty(&self) -> bool {
        self.any.is_empty() && self.all.is_empty() && self.negated.is_none()
    }

    /// Adds a condition in front of AND.
    fn and(&mut self, condition: Condition) {
        let negated = self.negated.take() == Some(true);
        self.all.push(if negated { condition.negated() } else { condition });
    }

    /// Adds a condition in front of OR.
    fn or(&mut self, condition: Condition) {
        self.and(condition);
        self.any.extend(Condition::all(std::mem::take(&mut self.all)));
    }

    /// Adds the last condition.
    fn close(mut self, condition: Condition) -> Option<Condition> {
        self.or(condition);
        Condition::any(self.any)
    }
}

impl Parser<'_> {
    /// A condition, up to where it cannot go on.
    ///
    /// Groups are kept in a list, because their frames would take up much of the stack.
    fn condition(&mut self) -> Result<Condition, ExpressionError> {
        let mut outer = Vec::new();
        let mut group = Group::default();
        loop {
            while self.take_keyword("NOT") {
                group.negated = Some(group.negated != Some(true));
            }
            if self.take_sign("(") {
                if outer.len() == MAX_GROUPS {
                    return Err(Problem::TooDeep.at(self.position()));
                }
                outer.push(std::mem::take(&mut group));
                continue;
            }
            let mut part = self.part()?;
            loop {
                let next = self.peek();
                if next.is_some_and(|token| token.is_keyword("AND")) {
                    group.and(self.complete(part)?);
                    self.skip();
                    break;
                }
                if next.is_some_and(|token| token.is_keyword("OR")) {
                    group.or(self.complete(part)?);
                    self.skip();
                    break;
                }
                let Some(next) = outer.pop() else {
                    let last = self.complete(part)?;
                    return group.close(last).ok_or_else(|| self.expected("a condition"));
                };
                let inner = std::mem::replace(&mut group, next);
                part = match part {
                    Part::Operand(operand, position) if inner.is_empty() => {
                        self.sign(")")?;
                        self.comparison(operand, position)?
                    }
                    part @ Part::Condition(_) | part @ Part::Operand(..) => {
                        let last = self.complete(part)?;
                        self.sign(")")?;
                        Part::Condition(inner.close(last).ok_or_else(|| self.expected("a condition"))?)
                    }
                };
            }
        }
    }

    /// The condition that `part` is.
    fn complete(&self, part: Part) -> Result<Condition, ExpressionError> {
        match part {
            Part::Condition(condition) => Ok(condition),
            Part::Operand(Operand::Size(_), position) => Err(Problem::MisusedFunction("size").at(position)),
            Part::Operand(..) => Err(self.expected("a comparison")),
        }
    }

    /// A condition without groups, AND, OR and NOT, or an operand.
    fn part(&mut self) -> Result<Part, ExpressionError> {
        let position = self.position();
        if let Some(function) = self.peek_call().and_then(check::condition_function) {
            let operands = self.call(Parser::operand)?;
            return check::function(function, operands, self.rigor)
                .map(Part::Condition)
                .map_err(|problem| problem.at(position));
        }
        let operand = self.operand()?;
        self.comparison(operand, position)
    }

    /// The comparison that begins with `left`; `left` itself if there is none.
    fn comparison(&mut self, left: Operand, position: usize) -> Result<Part, ExpressionError> {
        let comparator = self.peek().and_then(|token| match token.kind {
            Kind::Sign(sign) => Comparator::from_sign(sign),
            Kind::Word(_) | Kind::Name(_) | Kind::Value(_) | Kind::Number(_) => None,
        });
        let condition = if let Some(comparator) = comparator {
            self.skip();
            check::compare(left, comparator, self.operand()?, self.rigor)
        } else if self.take_keyword("BETWEEN") {
            let low = self.operand()?;
            if !self.take_keyword("AND") {
                return Err(self.expected("AND"));
            }
            check::between(left, low, self.operand()?, self.rigor)
        } else if self.take_keyword("IN") {
            check::is_in(left, self.list(Parser::operand)?)
        } else {
            return Ok(Part::Operand(left, position));
        };
        condition.map(Part::Condition).map_err(|problem| problem.at(position))
    }

    fn operand(&mut self) -> Result<Operand, ExpressionError> {
        let position = self.position();
        if self.take_sign("(") {
            let operand = self.nested(Parser::operand)?;
            self.sign(")")?;
            return Ok(operand);
        }
        match self.peek_call() {
            Some("size") => {
                check::size(self.call(Parser::operand)?, self.rigor).map_err(|problem| problem.at(position))
            }
            Some(name) => Err(match check::condition_function(name) {
                Some(function) => Problem::MisusedFunction(function),
                None => Problem::UnknownFunction(name.to_owned()),
            }
            .at(position)),
            None => match self.peek() {
                Some(Token { kind: Kind::Value(_), .. }) => self.value().map(Operand::Value),
                Some(Token { kind: Kind::Word(_) | Kind::Name(_), .. }) => self.path().map(Operand::Path),
                _ => Err(self.expected("an operand")),
            },
        }
    }
}

/// Checks that no group consists of just another group.
fn check_parentheses(tokens: &[Token<'_>]) -> Result<(), ExpressionError> {
    let mut open: Vec<(usize, bool)> = Vec::new();
    // Where the group began that the previous token closed.
    let mut closed = None;
    let mut previous = None;
    for (n, token) in tokens.iter().enumerate() {
        let just_closed = closed.take();
        match token.kind {
            Kind::Sign("(") => open.push((n, is_group(previous))),
            Kind::Sign(")") => {
                let begun = open.pop().filter(|(_, is_group)| *is_group).map(|(begin, _)| begin);
                if begun.is_some_and(|begin| just_closed == Some(begin + 1)) {
                    return Err(Problem::RedundantParentheses.at(token.position));
                }
                closed = begun;
            }
            Kind::Word(_) | Kind::Name(_) | Kind::Value(_) | Kind::Number(_) | Kind::Sign(_) => {}
        }
        previous = Some(*token);
    }
    Ok(())
}

/// Whether a parenthesis after `previous` begins a group, and not the operands of a function or IN.
fn is_group(previous: Option<Token<'_>>) -> bool {
    previous.is_none_or(|token| {
        !matches!(token.kind, Kind::Word(_))
            || ["AND", "OR", "NOT", "BETWEEN"].iter().any(|keyword| token.is_keyword(keyword))
    })
}
