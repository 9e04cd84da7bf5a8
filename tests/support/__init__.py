"""What tests share: servers, texts, visits of pages, ways to do damage."""
