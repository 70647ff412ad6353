# Node 24 comes from the image; the package `node`, which brings it to a developer's machine, is a dev dependency and stays out.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
# A restarted process starts sooner.
ENV NODE_COMPILE_CACHE=/tmp/compiled
WORKDIR /app
COPY --from=dependencies --chown=node:node /app/node_modules ./node_modules
COPY --chown=node:node package.json ./
COPY --chown=node:node src ./src
COPY --chown=node:node workers ./workers
COPY --chown=node:node infra/migrations ./infra/migrations
USER node
EXPOSE 3000 3001
# Exec form: node is process 1 and receives SIGTERM itself.
CMD ["node", "--max-semi-space-size=32", "--import", "./src/runtime/telemetry.ts", "workers/ingress.ts"]
