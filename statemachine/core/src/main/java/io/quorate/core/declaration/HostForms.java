package io.quorate.core.declaration;

import java.util.regex.Pattern;

/** The forms that a host can be written in. Whether there is such a host is not asked. */
final class HostForms {
  private static final int MAX_LENGTH = 253;
  private static final int IPV6_GROUPS = 8;
  private static final int NONE = 99;

  /** Also what resolvers take and no standard allows, such as underscores. */
  private static final Pattern LOOSE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** RFC 2396: labels with letters or digits at both ends, a letter first in the last one. */
  private static final Pattern STRICT_NAME =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)*[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?\\.?");

  private static final Pattern IPV4 =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private static final Pattern IPV6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._-]{1,15}$");

  private HostForms() {}

  /**
   * A name that a resolver may know, or an address, IPv6 without brackets and maybe with a zone.
   */
  static boolean isHost(String text) {
    return text.length() <= MAX_LENGTH
        && (LOOSE_NAME.matcher(text).matches() || isIpv6(ZONE.matcher(text).replaceFirst("")));
  }

  /** A name or an address as a URL has it, IPv6 in brackets. */
  static boolean isUrlHost(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return isIpv6(text.substring(1, text.length() - 1));
    }
    return text.length() <= MAX_LENGTH
        && (STRICT_NAME.matcher(text).matches() || IPV4.matcher(text).matches());
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == IPV6_GROUPS;
    }
    boolean second = text.indexOf("::", gap + 1) >= 0;
    return !second
        && groups(text.substring(0, gap)) + groups(text.substring(gap + 2)) < IPV6_GROUPS;
  }

  /** How many groups of an address these are; more than there can be when they are none. */
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] groups = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      boolean embedded = i == groups.length - 1 && IPV4.matcher(groups[i]).matches();
      if (!embedded && !IPV6_GROUP.matcher(groups[i]).matches()) {
        return NONE;
      }
      count += embedded ? 2 : 1;
    }
    return count;
  }
}
