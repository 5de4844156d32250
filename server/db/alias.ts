/** Another name for a table that a query reads twice. It is the same on both databases. */
export { alias } from 'drizzle-orm/pg-core';
