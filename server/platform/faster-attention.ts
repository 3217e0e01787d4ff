import * as tensorflow from "@energetic-ai/core";

/** What TensorFlow.js calls a kernel, as far as this file goes. */
type Tensor = { dataId: object; shape: number[]; dtype: string };
type Backend = {
  makeOutput(shape: number[], dtype: string): Tensor;
  typedArrayFromHeap(tensor: Tensor): Float32Array;
  disposeData(dataId: object): void;
};
type KernelCall = {
  inputs: { a: Tensor; b: Tensor };
  backend: Backend;
  attrs: { transposeA: boolean; transposeB: boolean };
};
type Kernel = { kernelName: string; backendName: string; kernelFunc(call: KernelCall): Tensor };
type Registry = {
  getKernel(name: string, backend: string): Kernel | undefined;
  registerKernel(kernel: Kernel): void;
  unregisterKernel(name: string, backend: string): void;
};

const kernel = "BatchMatMul";
const backendName = "wasm";

/** One matrix of a stack into a tensor of its own, turned where asked. */
function copyMatrix(backend: Backend, from: Tensor, index: number, turn: boolean): Tensor {
  const [rows, columns] = from.shape.slice(-2) as [number, number];
  const copy = backend.makeOutput(turn ? [1, columns, rows] : [1, rows, columns], from.dtype);
  // The memory may have grown, and moved, with the line above.
  const source = backend
    .typedArrayFromHeap(from)
    .subarray(index * rows * columns, (index + 1) * rows * columns);
  const target = backend.typedArrayFromHeap(copy);
  if (!turn) target.set(source);
  else
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        target[column * rows + row] = source[row * columns + column]!;
  return copy;
}

/**
 * Multiplies stacks of matrices one by one. TensorFlow.js's WebAssembly multiplies two plain matrices with vector
 * instructions, and a stack of them, or a turned one, a dozen times more slowly: half of what a passage of 160 words cost in the
 * sentence encoder, whose attention is made of such products. Call it once, before the first text.
 */
export function speedUpAttention(): void {
  const registry = tensorflow as unknown as Registry;
  const plain = registry.getKernel(kernel, backendName);
  if (!plain) return;
  const multiply = (call: KernelCall): Tensor => {
    const { inputs, backend, attrs } = call;
    const { a, b } = inputs;
    const stack = a.shape.slice(0, -2);
    const matrices = stack.reduce((product, size) => product * size, 1);
    const alike = stack.length === b.shape.length - 2 && stack.every((size, i) => size === b.shape[i]);
    if (!alike || attrs.transposeA || (matrices === 1 && !attrs.transposeB)) return plain.kernelFunc(call);
    const rows = a.shape.at(-2)!;
    const columns = b.shape.at(attrs.transposeB ? -2 : -1)!;
    const all = backend.makeOutput([...stack, rows, columns], a.dtype);
    for (let index = 0; index < matrices; index++) {
      const left = copyMatrix(backend, a, index, false);
      const right = copyMatrix(backend, b, index, attrs.transposeB);
      const one = plain.kernelFunc({
        inputs: { a: left, b: right },
        backend,
        attrs: { transposeA: false, transposeB: false },
      });
      backend.typedArrayFromHeap(all).set(backend.typedArrayFromHeap(one), index * rows * columns);
      for (const { dataId } of [left, right, one]) backend.disposeData(dataId);
    }
    return all;
  };
  registry.unregisterKernel(kernel, backendName);
  registry.registerKernel({ ...plain, kernelFunc: multiply });
}
