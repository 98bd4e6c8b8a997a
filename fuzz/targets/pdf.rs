#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| guanmo_fuzz::pdf(bytes));
