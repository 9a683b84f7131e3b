"""Facts beside a title: date, views, author, department, and the lines that state them."""
