import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from './problem.ts';

const PROBLEM_SCHEMA = z.toJSONSchema(Problem, { target: 'draft-7' });

/**
 * Documents all routes registered after it: pages at `/docs` (served from the package, nothing is fetched from outside),
 * OpenAPI 3.1 JSON at `/docs/json`. Routes show up through their zod schemas; `hide: true` leaves one out.
 */
export function addOpenApi(app: FastifyInstance, version: string): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Frontdesk',
        version,
        description: 'WhatsApp receptionist for clinics. Every response carries X-Trace-ID and X-Request-ID; errors are application/problem+json.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' } } },
    },
    transform: withProblems,
  });
  app.register(swaggerUi, { routePrefix: '/docs' });
}

/** Every route may answer with a problem; said here, so that no route's own schemas (which also write its answers) have to. */
const withProblems: typeof jsonSchemaTransform = (input) => {
  const { schema, url } = jsonSchemaTransform(input);
  if (!input.schema || input.schema.hide) return { schema, url };
  const problem = { description: 'An error, with what to do', content: { 'application/problem+json': { schema: PROBLEM_SCHEMA } } };
  return { schema: { ...schema, response: { '4XX': problem, '5XX': problem, ...(schema.response as object | undefined) } }, url };
};
