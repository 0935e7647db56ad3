// What a result video costs: run with `npx tsx bench/result-video.ts`.
const started = performance.now();
const { resultVideoSteps } = await import("../src/media/render-result-video.js");
const imported = performance.now() - started;

const PROMPT =
  "A red panda rides a bicycle along the sea wall at dusk, slow dolly shot, film grain, warm light; gulls overhead, a lighthouse blinks far away. The camera rises and shows the whole bay in golden haze..";
const CHINESE = "一只小熊猫在黄昏沿着海堤骑自行车，慢速推镜，胶片颗粒，暖光。".repeat(7).slice(0, 200);
const CASES: readonly (readonly [width: number, height: number, seconds: number, prompt: string])[] = [
  [1920, 1080, 15, PROMPT],
  [1920, 1080, 2, PROMPT],
  [1920, 1080, 5, PROMPT],
  [1920, 1080, 30, PROMPT],
  [1920, 1080, 15, CHINESE],
  [1280, 720, 2, PROMPT],
  [1280, 720, 5, PROMPT],
  [1280, 720, 15, PROMPT],
  [1080, 1920, 15, PROMPT],
  [960, 960, 5, PROMPT],
  [3840, 2160, 15, PROMPT],
  [240, 240, 15, PROMPT],
];
const ROUNDS = 40;

const render = (width: number, height: number, seconds: number, prompt: string, n: number): number => {
  const spec = { width, height, seconds, prompt, model: "wan2.7-text-to-video", audio: "tone" as const };
  const work = resultVideoSteps({ ...spec, taskId: `task-unified-17571564${n}-imcg5zqt` });
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value.length;
  }
};

const cold = performance.now();
render(1280, 720, 5, PROMPT, 10);
console.log(
  `import ${imported.toFixed(1)} ms (with tsx's compiling), cold first call ${(performance.now() - cold).toFixed(1)} ms`,
);

for (const [width, height, seconds, prompt] of CASES) {
  const times: number[] = [];
  let bytes = 0;
  for (let n = 10; n < 10 + ROUNDS; n++) {
    const start = performance.now();
    bytes = render(width, height, seconds, prompt, n);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  const name = `${width}x${height} ${seconds} s${prompt === CHINESE ? " (Chinese)" : ""}`;
  console.log(`${name.padEnd(28)} median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${(bytes / 1000).toFixed(1)} kB`);
}
