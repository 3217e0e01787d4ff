declare module "snowball-stemmers" {
  const factory: { newStemmer(algorithm: "english"): { stem(word: string): string } };
  export default factory;
}
