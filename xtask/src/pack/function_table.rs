//! The module's table of functions, without what is dead in it.
//!
//! wasm-bindgen describes each JavaScript function that a crate declares by functions of Rust, which
//! its tool calls and then takes out of the module. What they name stays in the module's table: for
//! each kind of closure that js-sys declares, the function by which JavaScript would call one, and
//! what wakes its futures. wasm-opt cannot know that nothing calls them, so it is told here.
//!
//! 260 bytes of `script.js` after gzip.

use std::collections::HashMap;

use wasm_encoder::{ConstExpr, ElementSection, Elements, Module, RawSection};
use wasmparser::{
    BinaryReaderError, ElementItems, ElementKind, ElementSectionReader, KnownCustom, Name,
    Operator, Parser, Payload,
};

/// Parts of the names of functions that nothing calls by the table. JavaScript calls a closure by
/// an export of the module; and the widget has no futures.
const DEAD: [&str; 2] = [
    "wasm_bindgen::convert::closures::_::invoke",
    "js_sys::futures::",
];

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// It is not WebAssembly.
    #[error(transparent)]
    Module(#[from] BinaryReaderError),
    /// The compiler has made something else of it.
    #[error("the module's table is not one of functions alone")]
    Table,
}

/// `module` with a function that lives in place of each dead entry of its table. It has to have its
/// names still.
pub(super) fn without_dead_entries(module: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let names = function_names(module)?;
    let is_dead = |function: &u32| {
        let name = names.get(function).copied().unwrap_or_default();
        DEAD.iter().any(|dead| name.contains(dead))
    };
    let mut result = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ElementSection(elements) = payload {
            result.section(&rewritten(elements, is_dead)?);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &module[range.start as usize..range.end as usize];
            result.section(&RawSection { id, data });
        }
    }
    Ok(result.finish())
}

fn function_names(module: &[u8]) -> Result<HashMap<u32, &str>, Unreadable> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else {
            continue;
        };
        let KnownCustom::Name(section) = section.as_known() else {
            continue;
        };
        for subsection in section {
            if let Name::Function(functions) = subsection? {
                for naming in functions {
                    let naming = naming?;
                    names.insert(naming.index, naming.name);
                }
            }
        }
    }
    Ok(names)
}

fn rewritten(
    elements: ElementSectionReader<'_>,
    is_dead: impl Fn(&u32) -> bool,
) -> Result<ElementSection, Unreadable> {
    let mut section = ElementSection::new();
    for element in elements {
        let element = element?;
        let ElementKind::Active {
            offset_expr,
            table_index: None | Some(0),
        } = &element.kind
        else {
            return Err(Unreadable::Table);
        };
        let Operator::I32Const { value: offset } = offset_expr.get_operators_reader().read()?
        else {
            return Err(Unreadable::Table);
        };
        let ElementItems::Functions(functions) = element.items.clone() else {
            return Err(Unreadable::Table);
        };
        let functions = functions.into_iter().collect::<Result<Vec<u32>, _>>()?;
        let living = functions
            .iter()
            .copied()
            .find(|function| !is_dead(function));
        let kept = functions.iter().map(|function| match living {
            Some(living) if is_dead(function) => living,
            _ => *function,
        });
        let kept: Vec<u32> = kept.collect();
        section.active(
            None,
            &ConstExpr::i32_const(offset),
            Elements::Functions(kept.into()),
        );
    }
    Ok(section)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, Function, FunctionSection, NameMap, NameSection, RefType, TableSection,
        TableType, TypeSection,
    };

    use super::*;

    /// A module with functions of these names, all of which stand in its table.
    fn module(names: &[&str]) -> Vec<u8> {
        let count = names.len() as u32;
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut map = NameMap::new();
        for (index, name) in (0..).zip(names) {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
            map.append(index, name);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: u64::from(count) + 1,
            maximum: None,
            shared: false,
        });
        let mut elements = ElementSection::new();
        let all: Vec<u32> = (0..count).collect();
        elements.active(
            None,
            &ConstExpr::i32_const(1),
            Elements::Functions(all.into()),
        );
        let mut name_section = NameSection::new();
        name_section.functions(&map);
        Module::new()
            .section(&types)
            .section(&functions)
            .section(&tables)
            .section(&elements)
            .section(&code)
            .section(&name_section)
            .clone()
            .finish()
    }

    /// The functions in the table, by their numbers.
    fn table(module: &[u8]) -> Vec<u32> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::ElementSection(elements) = payload.unwrap() {
                for element in elements {
                    if let ElementItems::Functions(functions) = element.unwrap().items {
                        found.extend(functions.into_iter().map(Result::unwrap));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn what_nothing_calls_by_the_table_is_named_there_no_more() {
        let before = module(&[
            "js_sys::futures::task::wake::h0123456789abcdef",
            "pipeline_message::form::open::h0123456789abcdef",
            "wasm_bindgen::convert::closures::_::invoke::h0123456789abcdef",
            "core::ptr::drop_in_place::h0123456789abcdef",
        ]);
        assert_eq!(table(&before), [0, 1, 2, 3]);
        let after = without_dead_entries(&before).unwrap();
        assert_eq!(table(&after), [1, 1, 1, 3]);
    }

    #[test]
    fn all_else_stays_as_it_is() {
        let before = module(&["pipeline_message::form::open", "core::ptr::drop_in_place"]);
        assert_eq!(without_dead_entries(&before).unwrap(), before);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(without_dead_entries(b"not WebAssembly").is_err());
    }
}
