//! Feeds `hold::markdown` with what libFuzzer comes up with.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| prosec_fuzz::hold::markdown(bytes));
