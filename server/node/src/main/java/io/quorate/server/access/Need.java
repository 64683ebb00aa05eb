package io.quorate.server.access;

import io.quorate.trust.Identity;

/** What a caller must be for a call. */
enum Need {
  /** Anybody of this cluster. */
  CERTIFICATE,
  /** A user who may look; a node too. */
  VIEWER,
  /** A user who may change what groups keep, and move roles. */
  OPERATOR,
  /** A user who may do all. */
  ADMIN,
  /** Another node, for itself. */
  NODE;

  /** Whether somebody of the kind is enough. */
  boolean metBy(Identity.Kind kind) {
    return switch (this) {
      case CERTIFICATE -> true;
      case VIEWER -> kind == Identity.Kind.NODE || kind.covers(Identity.Kind.VIEWER);
      case OPERATOR -> kind.covers(Identity.Kind.OPERATOR);
      case ADMIN -> kind.covers(Identity.Kind.ADMIN);
      case NODE -> kind == Identity.Kind.NODE;
    };
  }

  /** Whether it is of a call that changes something, or shows what is secret. */
  boolean recorded() {
    return this == OPERATOR || this == ADMIN;
  }
}
