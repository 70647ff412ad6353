/** The newest `schema` of an inbox row that this version understands; a newer one stays pending for a worker that does. */
export const READABLE_SCHEMA = 1;
