"""What benchmarks share: made-up archives, rows of measurements, and the page that is written from them."""
