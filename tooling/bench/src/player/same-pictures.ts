import type { BenchRow } from "../row.ts";
import type { ContestantName, Still } from "./page/bench-page.ts";
import type { PlayerStage } from "./player-stage.ts";

const TIMES: readonly number[] = [1.2, 7.9, 31.3, 120.5, 222.2, 333.3, 401.7, 480.1, 555.5, 598.7];

/** Whether RTMP tunnelled in HTTP shows what HTTP-FLV shows, pixel by pixel. */
export async function samePictureRows(stage: PlayerStage): Promise<readonly BenchRow[]> {
  process.stderr.write("  comparing the pictures of RTMPT and HTTP-FLV\n");
  const wanted = await stillsOf(stage, "http-flv");
  const found = await stillsOf(stage, "rtmpt");
  const differing = TIMES.filter((_, index) => {
    const [one, other] = [wanted[index], found[index]];
    return one === undefined || one.hash !== other?.hash || one.pictureSeconds !== other.pictureSeconds;
  });
  return [
    {
      what: `pictures of RTMPT that differ, of ${TIMES.length}`,
      unit: "pictures",
      figures: { oxbow: differing.length },
      goals: [{ limit: 0 }],
    },
  ];
}

async function stillsOf(stage: PlayerStage, name: ContestantName): Promise<readonly Still[]> {
  const page = await stage.openPage();
  try {
    await page.evaluate(([who, where]) => bench.play(who, where, "exact"), [name, stage.addresses] as const);
    return await page.evaluate((times) => bench.stills(times), TIMES);
  } finally {
    await page.context().close();
  }
}
