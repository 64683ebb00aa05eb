package io.quorate.core.config;

/** What was left out of the validation of a commit because an operator said so. */
public enum Omission {
  /** The command that the group declares for every commit. */
  VALIDATION_COMMAND
}
