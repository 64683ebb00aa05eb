package io.quorate.client;

/** What a call does to the cluster, which decides what a lost answer means. */
enum CallEffect {
  /** Nothing: a lost answer is no answer. */
  READ,
  /** It changes something: a lost answer leaves open whether it did. */
  CHANGE
}
