import { ByteReader } from "../format/byte-reader";
import { FormatError } from "../format/format-error";
import { type HindsightRecord, RecordKind, requiredKind } from "../format/records";
import { SlcDecoder, type Target } from "../slc/decoder";
import { DirtyRegion } from "./dirty-region";
import type { Picture } from "./picture";
import { type PointerShape, readPointerShape } from "./pointer-shape";
import { readCopies, readRectangles, readSize } from "./screen-fields";
import { type TiledPicture, TileStore } from "./tile-store";

/** A keyframe's picture comes in strips of at most this many pixels, or of one row. */
const stripPixels = 1 << 19;
/** Buttons above this one are the wheel's, which are never held. */
const lastHeldButton = 4;
const opaqueBlack = 0xff000000 | 0;

/**
 * The screen as the records up to now left it. A record that can't be applied throws FormatError and makes the
 * screen unusable: until the next keyframe or resize, records that build on the picture throw as well.
 */
export class ScreenDecoder {
  width = 0;
  height = 0;
  /** The picture in canvas order; replaced when the size changes. */
  bytes = new Uint8ClampedArray(0);
  pointerX = 0;
  pointerY = 0;
  pointerShape: PointerShape = { kind: "default" };
  /** A bit for each mouse button that is held. */
  buttons = 0;
  /** When a button went down or the wheel moved; -1 before the first time. */
  lastPress = -1;
  readonly dirty = new DirtyRegion();

  private pixels = new Int32Array(0);
  private target: Target = { pixels: this.pixels, stride: 0 };
  private usable = false;
  private readonly codec = new SlcDecoder();
  private readonly tiles = new TileStore();

  /** Whether the picture is what the records say. */
  get isUsable(): boolean {
    return this.usable;
  }

  /** Applies a record; kinds that do not concern the screen have no effect. */
  apply(record: HindsightRecord): void {
    const reader = new ByteReader(record.body);
    switch (record.kind) {
      case RecordKind.pointerShape:
        this.pointerShape = readPointerShape(record.body);
        return;
      case RecordKind.pointerMove:
        this.applyPointerMove(reader);
        return;
      case RecordKind.button:
        this.applyButton(record.time, reader);
        return;
    }
    try {
      this.applyToPicture(record, reader);
    } catch (error) {
      this.usable = false;
      throw error;
    }
  }

  /** Gives up the picture: what comes before the next keyframe can't be applied to it. */
  invalidate(): void {
    this.usable = false;
  }

  copyPicture(timeMs: number): Picture {
    return { width: this.width, height: this.height, timeMs, pixels: new Uint32Array(this.bytes.slice().buffer) };
  }

  private applyPointerMove(reader: ByteReader): void {
    const x = reader.u16();
    const y = reader.u16();
    reader.end();
    this.pointerX = x;
    this.pointerY = y;
  }

  private applyButton(time: number, reader: ByteReader): void {
    const button = reader.u8();
    const isDown = reader.u8() === 1;
    this.pointerX = reader.u16();
    this.pointerY = reader.u16();
    if (isDown) this.lastPress = time;
    if (button > lastHeldButton) return;
    if (isDown) this.buttons |= 1 << button;
    else this.buttons &= ~(1 << button);
  }

  private applyToPicture(record: HindsightRecord, reader: ByteReader): void {
    switch (record.kind) {
      case RecordKind.resize: {
        const { width, height } = readSize(reader);
        reader.end();
        this.begin(width, height);
        this.pixels.fill(opaqueBlack);
        this.codec.empty();
        this.tiles.clear();
        break;
      }
      case RecordKind.keyframe:
        this.applyKeyframe(reader);
        break;
      case RecordKind.restart:
        this.requireUsable();
        reader.end();
        this.codec.restart(this.target, this.height);
        this.tiles.clear();
        break;
      case RecordKind.pixels:
        this.requireUsable();
        this.applyPixels(reader);
        break;
      case RecordKind.copy:
        this.requireUsable();
        this.applyCopies(reader);
        break;
      case RecordKind.tileSave:
        this.requireUsable();
        this.tiles.save(reader, this.tiled());
        break;
      case RecordKind.tileDraw:
        this.requireUsable();
        this.tiles.draw(reader, this.tiled(), this.dirty);
        break;
      default:
        if (record.kind & requiredKind) {
          throw new FormatError(`the recording uses a feature (${record.kind}) this player is too old for`);
        }
    }
  }

  private applyKeyframe(reader: ByteReader): void {
    const { width, height } = readSize(reader);
    const pointerX = reader.u16();
    const pointerY = reader.u16();
    const shape = readPointerShape(reader.take(reader.varint()));
    this.begin(width, height);
    this.codec.empty();
    const rows = Math.max(1, Math.floor(stripPixels / width));
    for (let y = 0; y < height; y += rows) {
      const strip = Uint16Array.of(0, y, width, Math.min(rows, height - y));
      this.codec.decode(reader.take(reader.varint()), strip, this.target);
    }
    reader.end();
    this.codec.restart(this.target, height);
    this.tiles.clear();
    this.pointerX = pointerX;
    this.pointerY = pointerY;
    this.pointerShape = shape;
    this.buttons = 0;
    this.lastPress = -1;
  }

  private applyPixels(reader: ByteReader): void {
    const rectangles = readRectangles(reader, this.width, this.height);
    this.codec.decode(reader.rest(), rectangles, this.target);
    for (let i = 0; i < rectangles.length; i += 4) {
      this.dirty.add({ x: rectangles[i], y: rectangles[i + 1], width: rectangles[i + 2], height: rectangles[i + 3] });
    }
  }

  private applyCopies(reader: ByteReader): void {
    for (const { sourceX, sourceY, target } of readCopies(reader, this.width, this.height)) {
      const up = sourceY >= target.y;
      for (let i = 0; i < target.height; i++) {
        const row = up ? i : target.height - 1 - i;
        const from = (sourceY + row) * this.width + sourceX;
        this.pixels.copyWithin((target.y + row) * this.width + target.x, from, from + target.width);
      }
      this.dirty.add(target);
    }
    reader.end();
  }

  private tiled(): TiledPicture {
    return { pixels: this.pixels, width: this.width, height: this.height };
  }

  /** Takes a size for a new picture, which is not black yet. */
  private begin(width: number, height: number): void {
    if (width !== this.width || height !== this.height) {
      this.width = width;
      this.height = height;
      this.bytes = new Uint8ClampedArray(width * height * 4);
      this.pixels = new Int32Array(this.bytes.buffer);
      this.target = { pixels: this.pixels, stride: width };
    }
    this.usable = true;
    this.dirty.take();
    this.dirty.add({ x: 0, y: 0, width, height });
  }

  private requireUsable(): void {
    if (!this.usable) throw new FormatError("there is no picture to build on");
  }
}
