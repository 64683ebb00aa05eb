package io.quorate.server.process;

import java.nio.charset.StandardCharsets;

/** Reads the zero-separated environment of a process. */
final class Environ {
  private Environ() {}

  /** The value of this variable, empty when it is not set. */
  static String value(byte[] environment, String name) {
    byte[] key = (name + "=").getBytes(StandardCharsets.US_ASCII);
    int start = 0;
    while (start < environment.length) {
      int end = end(environment, start);
      if (startsWith(environment, start, end, key)) {
        int from = start + key.length;
        return new String(environment, from, end - from, StandardCharsets.ISO_8859_1);
      }
      start = end + 1;
    }
    return "";
  }

  private static int end(byte[] environment, int start) {
    int end = start;
    while (end < environment.length && environment[end] != 0) {
      end++;
    }
    return end;
  }

  private static boolean startsWith(byte[] environment, int start, int end, byte[] key) {
    if (end - start < key.length) {
      return false;
    }
    for (int i = 0; i < key.length; i++) {
      if (environment[start + i] != key[i]) {
        return false;
      }
    }
    return true;
  }
}
