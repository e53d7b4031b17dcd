//! [`Context`]: the salt and the segments that all settings of a config v6 document share.

use std::sync::Arc;

use serde_json::value::RawValue;

use crate::{
    config::{
        compile::{compile, compile_each, v6::scope::HashScope},
        defect::kind::{BrokenSegment, DefectKind, piece},
        segment::Segment,
        wire::{tolerant, v6 as wire},
    },
    values::Text,
};

/// The salt and the segments that all settings of a document share.
pub(in crate::config) struct Context {
    pub(in crate::config) salt: Option<Text>,
    /// The compiled segments; if the document has no list there, its JSON in short.
    segments: Result<Vec<CompiledSegment>, String>,
}

type CompiledSegment = Result<Arc<Segment>, Arc<BrokenSegment>>;

impl Context {
    /// Compiles the segments of a document. A broken segment becomes a defect of each setting that refers to it.
    pub(in crate::config) fn new(salt: Option<Text>, segments: Option<&RawValue>) -> Self {
        let list = segments.map_or(Ok(Vec::new()), |list| {
            serde_json::from_str::<Vec<&RawValue>>(list.get()).map_err(|_| piece(list.get()))
        });
        let segments = list.map(|list| {
            list.into_iter().enumerate().map(|(index, json)| segment(index, json, salt.as_ref())).collect()
        });
        Self { salt, segments }
    }

    /// The segments that can be evaluated.
    pub(in crate::config) fn valid_segments(&self) -> impl Iterator<Item = &Arc<Segment>> {
        self.segments.iter().flatten().filter_map(|segment| segment.as_ref().ok())
    }

    pub(in crate::config) fn segment(&self, index: i64) -> Result<Arc<Segment>, DefectKind> {
        let segments = self
            .segments
            .as_ref()
            .map_err(|found| DefectKind::UnreadableSegments { found: found.clone() })?;
        let segment = usize::try_from(index).ok().and_then(|index| segments.get(index));
        segment.ok_or(DefectKind::UnknownSegment(index))?.clone().map_err(DefectKind::BrokenSegment)
    }
}

fn segment(index: usize, json: &RawValue, salt: Option<&Text>) -> CompiledSegment {
    let compiled = compile(json, |compiler, wire: &mut wire::Segment<'_>| {
        let name = wire.n.value().map_or_else(Text::default, |name| Text::from(&**name));
        let scope = HashScope::new(salt, &name);
        let conditions = compile_each(wire.r.items(), |condition| compiler.user_condition(condition, &scope));
        Some(Segment { name, conditions })
    });
    compiled.map(Arc::new).map_err(|defects| {
        let (wire, _) = tolerant::read::<wire::Segment<'_>>(json.get());
        let name = wire.as_ref().and_then(|segment| segment.n.value()).map(|name| Text::from(&**name));
        Arc::new(BrokenSegment { index, name, defects: defects.into_kinds() })
    })
}
