import { ACCENT_COLOR } from './naming.ts';
import { png, type Pixel } from './png.ts';

/** How many points of a pixel are looked at, in each direction: that makes edges smooth. */
const POINTS = 4;
const WHITE = [255, 255, 255] as const;

/** What Teams shows in lists: a speech bubble with a tick, on the app's color. 192 by 192, the drawing within the middle 120. */
export function colorIcon(): Uint8Array {
  const size = 192;
  const ground = [1, 3, 5].map((at) => Number.parseInt(ACCENT_COLOR.slice(at, at + 2), 16));
  const bubble = within(size, 120, (x, y) => isBubble(x, y, 0) && !isTick(x, y, 0.05));
  return png(size, (px, py): Pixel => {
    const share = coverage(bubble, px, py);
    const [red = 0, green = 0, blue = 0] = ground.map((value, at) => Math.round(value + ((WHITE[at] ?? 0) - value) * share));
    return [red, green, blue, 255];
  });
}

/** What Teams shows in the bar at the side: the same in white lines on nothing. 32 by 32. */
export function outlineIcon(): Uint8Array {
  const size = 32;
  const lines = within(size, 28, (x, y) => (isBubble(x, y, 0) && !isBubble(x, y, 0.075)) || isTick(x, y, 0.04));
  return png(size, (px, py): Pixel => [...WHITE, Math.round(255 * coverage(lines, px, py))]);
}

/** Whether a point is part of the drawing; left, top is 0, 0 and right, bottom 1, 1. */
type Shape = (x: number, y: number) => boolean;

/** The drawing in the middle of a picture, both in pixels. */
function within(size: number, drawing: number, shape: Shape): Shape {
  const edge = (size - drawing) / 2;
  return (x, y) => shape((x - edge) / drawing, (y - edge) / drawing);
}

/** How much of a pixel the drawing fills, 0 to 1. */
function coverage(shape: Shape, px: number, py: number): number {
  let inside = 0;
  for (let at = 0; at < POINTS * POINTS; at += 1) {
    const [x, y] = [px + ((at % POINTS) + 0.5) / POINTS, py + (Math.floor(at / POINTS) + 0.5) / POINTS];
    if (shape(x, y)) inside += 1;
  }
  return inside / (POINTS * POINTS);
}

/** A box with round corners and a tail at its left foot, smaller by so much all round. */
function isBubble(x: number, y: number, inset: number): boolean {
  const radius = 0.18;
  const [dx, dy] = [Math.abs(x - 0.5) - (0.5 - radius), Math.abs(y - 0.41) - (0.36 - radius)];
  const distance = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  if (distance <= -inset) return true;
  const slope = Math.SQRT1_2;
  // Down from the box, right of a line that stands upright, and left of one that leans.
  const tail = Math.min(x - 0.22, y - 0.6, (1.19 - x - y) * slope);
  return tail >= inset;
}

/** Two strokes with round ends, so thick to each side. */
function isTick(x: number, y: number, half: number): boolean {
  return Math.min(fromLine(x, y, [0.31, 0.42], [0.44, 0.55]), fromLine(x, y, [0.44, 0.55], [0.7, 0.28])) <= half;
}

type Point = readonly [x: number, y: number];

function fromLine(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const at = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay));
}
