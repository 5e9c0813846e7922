# Training with the native TensorFlow, as a container function (deployments.ts: trainingBackend: 'native').
# Node 22: the native addon of tfjs-node 4.22 does not load on later ones.
FROM node:22-bookworm AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts && npm rebuild esbuild @tensorflow/tfjs-node
COPY code-version.mjs bundling.mjs ./
COPY cdk/build-training.mjs cdk/
COPY contracts contracts/
COPY functions functions/
COPY models models/
COPY pipeline pipeline/
COPY platform platform/
RUN node cdk/build-training.mjs && npm prune --omit=dev --ignore-scripts

FROM public.ecr.aws/lambda/nodejs:22
COPY --from=build /src/node_modules ${LAMBDA_TASK_ROOT}/node_modules
COPY --from=build /src/dist/training/*.mjs ${LAMBDA_TASK_ROOT}/
CMD ["index.handler"]
