#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| item_encryptor_fuzz::key_files::run(data));
