"""Facts beside a title: date, views, author, department; the lines that tell them."""
