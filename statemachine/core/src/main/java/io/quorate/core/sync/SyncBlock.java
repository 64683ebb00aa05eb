package io.quorate.core.sync;

import io.quorate.core.NodeId;
import io.quorate.core.failover.Finding;

/**
 * One thing that keeps a member from having what it should have.
 *
 * @param node the member
 * @param reason stable name for programs
 * @param message for people
 * @param remedy what to do
 */
public record SyncBlock(NodeId node, SyncReason reason, String message, String remedy) {
  /** As a line of an explanation. */
  public Finding finding() {
    return new Finding(reason.name(), message, remedy);
  }
}
