import type { FastifyInstance } from 'fastify';
import { Fault } from '../errors.ts';

/** Calls without a body are often sent with a JSON content type all the same: for the routes of this plugin an empty body is none. */
export function allowEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body as string));
    } catch (cause) {
      done(new Fault('invalid_input', 'the body is not JSON', { cause }));
    }
  });
}
