package io.quorate.server.process;

/**
 * A path-like mark, such as {@code 3f9c.../orders/17/8d2e.../}, that a process carries in its
 * environment and hands to all its descendants. Every part ends with a slash, so that the mark of
 * group {@code a} never begins the mark of group {@code ab}.
 *
 * @param path the mark, ending with a slash
 */
public record ProcessMarker(String path) {
  /**
   * The environment variable of what is guarded: whoever carries it may be killed with its scope.
   */
  public static final String VARIABLE = "QUORATE_GUARD";

  /**
   * The environment variable of the guard itself and of its leash, which guard and are not guarded.
   */
  public static final String GUARD_VARIABLE = "QUORATE_GUARD_SELF";

  /**
   * What the table puts before the value of {@link #GUARD_VARIABLE}, so that the two kinds never
   * mix.
   */
  static final String GUARD_SIGN = "!";

  /** Checks the form. */
  public ProcessMarker {
    boolean printable = path.chars().allMatch(c -> c > ' ' && c < 127);
    if (!path.endsWith("/") || path.startsWith("/") || !printable) {
      throw new IllegalArgumentException("not a process marker: '" + path + "'");
    }
  }

  /** The mark with these parts. */
  public static ProcessMarker of(String first, String... rest) {
    ProcessMarker marker = new ProcessMarker(first + "/");
    for (String part : rest) {
      marker = marker.child(part);
    }
    return marker;
  }

  /** The mark, as the table shows it, of the guards of this scope and of their leashes. */
  public ProcessMarker guards() {
    return new ProcessMarker(GUARD_SIGN + path);
  }

  /** The mark of a part of this scope. */
  public ProcessMarker child(String part) {
    if (part.isEmpty() || part.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a part of a process marker: '" + part + "'");
    }
    return new ProcessMarker(path + part + "/");
  }

  /** Whether a process with this value of the variable belongs to the scope. */
  public boolean covers(String value) {
    return value.startsWith(path);
  }
}
