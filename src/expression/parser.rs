//! What all grammars share: tokens taken one by one, lists, document paths and values.

use super::ast::Value;
use super::check::Rigor;
use super::error::{ExpressionError, Problem};
use super::parameters::Parameters;
use super::path::{Element, Name, Path};
use super::reserved::is_reserved;
use super::token::{Kind, Token};

/// Deepest nesting of groups and function calls. DynamoDB's own limit is not documented.
pub(super) const MAX_GROUPS: usize = 100;

/// A place between tokens, and what placeholders stand for.
pub(super) struct Parser<'a> {
    rest: &'a [Token<'a>],
    /// Length of the expression, which is where its end is.
    length: usize,
    parameters: &'a Parameters<'a>,
    depth: usize,
    pub(super) rigor: Rigor,
}

impl<'a> Parser<'a> {
    /// Starts before `tokens`, which are those of `expression`.
    pub(super) fn new(expression: &str, tokens: &'a [Token<'a>], parameters: &'a Parameters<'a>) -> Self {
        Parser { rest: tokens, length: expression.len(), parameters, depth: 0, rigor: Rigor::Strict }
    }

    /// The next token, if there is one.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.rest.first().copied()
    }

    /// Takes the next token.
    pub(super) fn skip(&mut self) {
        self.rest = self.rest.split_first().map_or(&[], |(_, rest)| rest);
    }

    /// Where the next token stands, or the end.
    pub(super) fn position(&self) -> usize {
        self.peek().map_or(self.length, |token| token.position)
    }

    /// The error for not finding `what`.
    pub(super) fn expected(&self, what: &'static str) -> ExpressionError {
        Problem::Expected(what).at(self.position())
    }

    /// Takes the next token if it is this sign.
    pub(super) fn take_sign(&mut self, sign: &'static str) -> bool {
        self.take_if(|token| token.kind == Kind::Sign(sign))
    }

    /// Takes the next token if it is this keyword.
    pub(super) fn take_keyword(&mut self, keyword: &str) -> bool {
        self.take_if(|token| token.is_keyword(keyword))
    }

    fn take_if(&mut self, condition: impl FnOnce(Token<'a>) -> bool) -> bool {
        let taken = self.peek().is_some_and(condition);
        if taken {
            self.skip();
        }
        taken
    }

    /// Takes this sign.
    pub(super) fn sign(&mut self, sign: &'static str) -> Result<(), ExpressionError> {
        if self.take_sign(sign) { Ok(()) } else { Err(self.expected(sign)) }
    }

    /// Checks that nothing is left.
    pub(super) fn end(&self, expected: &'static str) -> Result<(), ExpressionError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.expected(expected)) }
    }

    /// Parses with `inner`, one level deeper.
    pub(super) fn nested<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<T, ExpressionError> {
        if self.depth == MAX_GROUPS {
            return Err(Problem::TooDeep.at(self.position()));
        }
        self.depth += 1;
        let parsed = inner(self);
        self.depth -= 1;
        parsed
    }

    /// The name of the function whose call is next, without taking it.
    pub(super) fn peek_call(&self) -> Option<&'a str> {
        match self.rest {
            [Token { kind: Kind::Word(name), .. }, Token { kind: Kind::Sign("("), .. }, ..] => Some(name),
            _ => None,
        }
    }

    /// Takes a function's name, and its operands with `operand`.
    pub(super) fn call<T>(
        &mut self,
        operand: fn(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<Vec<T>, ExpressionError> {
        self.nested(|parser| {
            parser.skip();
            parser.list(operand)
        })
    }

    /// A list of at least one element in parentheses.
    pub(super) fn list<T>(
        &mut self,
        element: fn(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<Vec<T>, ExpressionError> {
        self.sign("(")?;
        let mut list = vec![element(self)?];
        while self.take_sign(",") {
            list.push(element(self)?);
        }
        self.sign(")")?;
        Ok(list)
    }

    /// A document path.
    pub(super) fn path(&mut self) -> Result<Path, ExpressionError> {
        let start = self.position();
        let mut path = Path::new(self.name()?);
        loop {
            if self.take_sign(".") {
                path.push(Element::Name(self.name()?));
            } else if self.take_sign("[") {
                path.push(Element::Index(self.index()?));
                self.sign("]")?;
            } else if path.len() > crate::value::MAX_NESTING {
                return Err(Problem::PathTooDeep.at(start));
            } else {
                return Ok(path);
            }
        }
    }

    fn name(&mut self) -> Result<Name, ExpressionError> {
        let token = self.peek().ok_or_else(|| self.expected("an attribute name"))?;
        let name = match token.kind {
            Kind::Word(word) if self.rigor == Rigor::Strict && is_reserved(word) => {
                return Err(Problem::ReservedWord(word.to_owned()).at(token.position));
            }
            Kind::Word(word) => Name { name: word.to_owned(), placeholder: None },
            Kind::Name(placeholder) => Name {
                name: self.parameters.name(placeholder, token)?,
                placeholder: Some(placeholder.to_owned()),
            },
            Kind::Value(_) | Kind::Number(_) | Kind::Sign(_) => return Err(self.expected("an attribute name")),
        };
        self.skip();
        Ok(name)
    }

    fn index(&mut self) -> Result<usize, ExpressionError> {
        let Some(Token { kind: Kind::Number(digits), position }) = self.peek() else {
            return Err(self.expected("a list index"));
        };
        self.skip();
        digits.parse().map_err(|_| Problem::Index.at(position))
    }

    /// A value of the request.
    pub(super) fn value(&mut self) -> Result<Value, ExpressionError> {
        let Some(token @ Token { kind: Kind::Value(placeholder), .. }) = self.peek() else {
            return Err(self.expected("a value"));
        };
        self.skip();
        self.parameters.value(placeholder, token)
    }
}
