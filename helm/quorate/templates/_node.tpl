{{/*
The StatefulSet of one kind of node: root, kind, replicas, values (data or witness), image, ports, grace.
Nothing here depends on who is active: a healthy standby is ready, and a restart would not bring back a quorum.
*/}}
{{- define "quorate.statefulset" -}}
{{- $root := .root -}}
{{- $full := include "quorate.fullname" $root -}}
{{- $secrets := index (include "quorate.secrets" $root | fromJson) .kind -}}
{{- $scheme := ternary "HTTPS" "HTTP" (ne $root.Values.tls.mode "none") -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $full }}-{{ .kind }}
  labels:
    {{- include "quorate.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .kind }}
spec:
  serviceName: {{ $full }}-peers
  replicas: {{ .replicas }}
  podManagementPolicy: Parallel
  # A rolling update of both sets at once would lose the quorum: see NOTES for the order.
  updateStrategy:
    type: OnDelete
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  selector:
    matchLabels:
      {{- include "quorate.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .kind }}
  template:
    metadata:
      labels:
        {{- include "quorate.voters" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .kind }}
        {{- with $root.Values.commonLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- with .values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        quorate.io/node-files: {{ include (print $root.Template.BasePath "/configmap-nodes.yaml") $root | sha256sum }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $full }}-{{ .kind }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ .grace }}
      securityContext:
        {{- include "quorate.podsecurity" $root | nindent 8 }}
      {{- with $root.Values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.dnsConfig }}
      dnsConfig:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      affinity:
        {{- if .values.affinity }}
        {{- toYaml .values.affinity | nindent 8 }}
        {{- else }}
        podAntiAffinity:
          {{- if $root.Values.spread.required }}
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  {{- include "quorate.voters" $root | nindent 18 }}
          {{- else }}
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector:
                  matchLabels:
                    {{- include "quorate.voters" $root | nindent 20 }}
          {{- end }}
        {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "quorate.voters" $root | nindent 14 }}
      containers:
        - name: quorate
          image: {{ .image | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args: [server, --config, /etc/quorate/$(QUORATE_POD).yaml, --await-formation]
          env:
            - name: QUORATE_POD
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: QUORATE_JAVA_OPTS
              value: {{ include "quorate.javaoptions" .values.javaOptions | quote }}
            {{- if $secrets }}
            # A node may look: so that "quorate status" answers in a pod.
            - name: QUORATE_TRUST
              value: /etc/quorate-trust/$(QUORATE_POD)
            {{- end }}
            {{- with .values.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - {name: raft, containerPort: 7400}
            - {name: api, containerPort: 7401}
            - {name: http, containerPort: 7402}
            {{- range .ports }}
            - {name: {{ .name }}, containerPort: {{ int .port }}, protocol: {{ .protocol | default "TCP" }}}
            {{- end }}
          startupProbe:
            httpGet: {path: /livez, port: http, scheme: {{ $scheme }}}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 120
          livenessProbe:
            httpGet: {path: /livez, port: http, scheme: {{ $scheme }}}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {path: /readyz, port: http, scheme: {{ $scheme }}}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          securityContext:
            {{- include "quorate.containersecurity" $root | nindent 12 }}
          volumeMounts:
            - {name: data, mountPath: /var/lib/quorate}
            - {name: nodes, mountPath: /etc/quorate, readOnly: true}
            - {name: tmp, mountPath: /tmp}
            {{- if $secrets }}
            - {name: trust, mountPath: /etc/quorate-trust, readOnly: true}
            {{- end }}
            {{- with .values.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: nodes
          configMap:
            name: {{ $full }}-nodes
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
        {{- if $secrets }}
        # Of all pods of the set: a pod cannot name one by its number. What changes is taken up without a restart.
        - name: trust
          projected:
            defaultMode: 0440
            sources:
              {{- range $i, $name := $secrets | kindIs "slice" | ternary $secrets (list $secrets) }}
              - secret:
                  name: {{ $name }}
                  items:
                    {{- range list "ca.crt" "tls.crt" "tls.key" }}
                    - {key: {{ . }}, path: {{ $full }}-{{ $.kind }}-{{ $i }}/{{ . }}}
                    {{- end }}
              {{- end }}
        {{- end }}
        {{- with .values.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          {{- include "quorate.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ .kind }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .values.storage.storageClass }}
        storageClassName: {{ . | quote }}
        {{- end }}
        resources:
          requests:
            storage: {{ .values.storage.size | quote }}
{{- end -}}
