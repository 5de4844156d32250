/** Of the system, of SQLite, of Postgres (appendix A of its docs): no room is left, or the medium takes nothing. */
const CODES = /^(?:ENOSPC|EDQUOT|EFBIG|EIO|EROFS|SQLITE_FULL|SQLITE_IOERR\w*|53100)$/;
/** SQLite gives a transaction up by itself where it cannot write (sqlite.org/lang_transaction.html): whoever then takes it back hides why. */
const GIVEN_UP = 'cannot rollback - no transaction is active';

/** Did something stop because it could not be written? */
export function lacksRoom(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown };
  return CODES.test(code ?? '') || message === GIVEN_UP || (cause !== undefined && lacksRoom(cause));
}
