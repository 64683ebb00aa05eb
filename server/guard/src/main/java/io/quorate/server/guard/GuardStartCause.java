package io.quorate.server.guard;

/** Why a guard does not come up, as far as that can be told, and what to do about it. */
public enum GuardStartCause {
  /** The Java run-time of this node, or a program that it needs, is not where it was. */
  PROGRAM_MISSING(
      "was the Java run-time replaced under the node? Restart the node (systemctl restart quorate)"),
  /** This process may open no more files. */
  OPEN_FILES("raise the limit of open files (LimitNOFILE in the unit) and restart the node"),
  /** The system makes no more processes or threads. */
  PROCESSES("raise the limit of processes (TasksMax and LimitNPROC in the unit, pid_max)"),
  /** There is no memory for another process. */
  MEMORY("free memory on this machine"),
  /** The guards' directory cannot be written. */
  PLACE("see that the guards' directory has space and may be written"),
  /** Something of an earlier guard of the group is alive. */
  REMAINS("end it, or restart the machine if it cannot be killed"),
  /** A service is to run as a user as whom nothing can run here; the detail says what to do. */
  ACCOUNT(""),
  /** A service is to be isolated, which this machine cannot do. */
  ISOLATION(
      "install unshare and nsenter (util-linux), run the node as root or allow user namespaces, or"
          + " take isolation out of the declaration"),
  /** It ended by itself; what it said is in the detail. */
  ENDED("see what it said"),
  /** It is not ready within the limit: the machine is starved. */
  TOO_LATE("see what takes the machine's processors, memory or disk"),
  /** Anything else. */
  UNKNOWN("see the log of the node");

  private final String remedy;

  GuardStartCause(String remedy) {
    this.remedy = remedy;
  }

  /** What to do about it, in words. */
  public String remedy() {
    return remedy;
  }
}
