"""What tests share: a replica and a made-up portal to crawl, made-up captures, files of the tests."""
