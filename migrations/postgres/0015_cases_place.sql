-- What is open or decided already learns where it stands, how urgent it is, and whom it restricts.
UPDATE cases SET
  member_id = (SELECT author_id FROM posts WHERE posts.id = cases.post_id),
  thread_id = (SELECT thread_id FROM posts WHERE posts.id = cases.post_id),
  space_id = (SELECT threads.space_id FROM posts JOIN threads ON threads.id = posts.thread_id WHERE posts.id = cases.post_id),
  section = (SELECT articles.section FROM posts JOIN threads ON threads.id = posts.thread_id JOIN articles ON articles.id = threads.article_id WHERE posts.id = cases.post_id),
  urgency = opened_at - weight * interval '1 hour';
--> statement-breakpoint
UPDATE restrictions SET member_id = (SELECT author_id FROM posts WHERE posts.id = restrictions.post_id);
--> statement-breakpoint
UPDATE statements SET contestable_until = at + interval '184 days', source = CASE source WHEN 'notice' THEN 'report' ELSE source END;
