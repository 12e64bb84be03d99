# Build: docker build -t keynest .
# Run:   docker run --read-only --tmpfs /tmp -p 4000:4000 -v keynest:/data -e PUBLIC_URL=https://api.example.com keynest
# The first account: see compose.yaml.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY codegen.ts prisma.config.ts ./
COPY prisma ./prisma
COPY schema ./schema
COPY src ./src
RUN npm run build

FROM node:22-bookworm-slim AS run
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/build/keynest.js ./src/build/keynest.js
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 KEYNEST_DATA=/data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
