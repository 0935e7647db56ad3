FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# For --store: beside an installed wan-mock it is left to whoever needs it.
RUN npm rebuild esbuild && npm run build \
 && npm pkg delete devDependencies.ioredis peerDependencies.ioredis \
 && npm pkg set "dependencies.ioredis=^6.0.0" \
 && npm prune --omit=dev --ignore-scripts

FROM node:22-alpine
LABEL org.opencontainers.image.title="wan-mock" \
      org.opencontainers.image.description="Mock server for EvoLink's Wan 2.7 video API" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    WAN_MOCK_HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/openapi ./openapi
COPY --from=build --chown=root:root /app/fixtures/pricing ./fixtures/pricing
# For --data /state: a volume that is new there belongs to this user too.
RUN mkdir /state && chown node:node /state
USER node
EXPOSE 2727
HEALTHCHECK --interval=10s --timeout=3s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.WAN_MOCK_PORT ?? process.env.PORT ?? 2727) + '/_mock/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/bin/wan-mock.js"]
