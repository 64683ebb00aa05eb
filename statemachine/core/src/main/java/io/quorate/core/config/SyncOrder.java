package io.quorate.core.config;

/** What can be asked of the delivery of a configuration to members. */
public enum SyncOrder {
  /** Files stay as they are until it is resumed; commits go on. */
  PAUSE,
  /** Everything is brought to the newest revision. */
  RESUME,
  /** Files are looked at, and what was put off because it failed is tried again, at once. */
  NOW
}
