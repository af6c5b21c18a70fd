/** The parts of the library by their own paths, which come without types. */
declare module 'echarts/lib/*' {
  export const install: (registers: object) => void;
}
