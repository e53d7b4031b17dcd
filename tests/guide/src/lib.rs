//! The chapters
