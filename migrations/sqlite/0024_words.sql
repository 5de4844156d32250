-- The words of posts, stemmed and as written; the rowid is the post's id. Their text stays where it is: deleting needs none of it.
CREATE VIRTUAL TABLE `post_words` USING fts5(stems, forms, facets, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
