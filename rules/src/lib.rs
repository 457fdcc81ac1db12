//! Password rules, wire types and problem codes: what the widget and a back end must agree on.
//!
//! This crate knows no browser, no server, no view and no clock; time is always an argument.
//! A password that is judged is only borrowed: nothing keeps it, copies it or prints it. [`fn@generate`] returns a new one,
//! and [`wire::ChangeRequest`] holds those of a request.

#![no_std]

extern crate alloc;

mod advice;
mod alphabet;
mod common;
mod complexity;
#[cfg(test)]
mod each_rule;
mod evaluate;
mod fold;
mod generate;
mod ids;
mod letter;
mod passphrase;
mod passwordrules;
mod policy;
mod problem;
mod random_index;
mod rule;
mod shortfall;
pub mod wire;
mod words;

pub use advice::{Advice, advise};
pub use common::CommonPasswords;
pub use complexity::{CharacterClasses, display_name_tokens};
pub use evaluate::{Candidate, evaluate};
pub use generate::{CannotGenerate, GENERATED_BITS, generate, generated_bits};
pub use passphrase::PASSPHRASE_BITS;
pub use passwordrules::passwordrules;
pub use policy::{Classes, CommonUse, Forbidden, LengthUnit, Lockout, Policy, Statement, Supports};
pub use problem::{ProblemCause, ProblemCode};
pub use rule::{Finding, Rule, Verdict};
pub use shortfall::Shortfall;
pub use words::Words;
