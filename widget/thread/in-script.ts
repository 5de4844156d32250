/** JSON within a page: no `</script>`, no `<!--`, nothing in a post ends the element it travels in. */
export const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
