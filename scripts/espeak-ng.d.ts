/** The part that we use of espeak-ng as WebAssembly. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface Synthesizer {
    set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
    /** Words a minute. */
    set_rate(rate: number): void;
    /** From 0 to 100; 50 is what a voice has of itself. How high it is, and how far it rises and falls. */
    set_pitch(pitch: number): void;
    set_range(range: number): void;
    get_samplerate(): number;
    /** Calls back with a piece after the other; each is a copy. */
    synthesize(
      text: string,
      take: (samples: Int16Array, events: readonly object[]) => boolean | undefined,
    ): void;
  }
  export default function load(options?: object): Promise<{ eSpeakNGWorker: new () => Synthesizer }>;
}
