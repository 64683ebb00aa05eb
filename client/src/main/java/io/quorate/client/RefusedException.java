package io.quorate.client;

import io.quorate.client.error.CallRefusal;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.stream.Collectors;

/** The cluster answered, and refused; nothing was changed. */
public final class RefusedException extends QuorateException {

  private static final long serialVersionUID = 1L;

  private final transient CallRefusal refusal;

  /** With the refusal as the server sent it. */
  public RefusedException(CallRefusal refusal) {
    super(refusal.reasons().stream().map(Notice::getMessage).collect(Collectors.joining("; ")));
    this.refusal = refusal;
  }

  /** The status and all reasons. */
  public CallRefusal refusal() {
    return refusal;
  }

  /** All reasons, at least one. */
  public List<Notice> reasons() {
    return refusal.reasons();
  }
}
