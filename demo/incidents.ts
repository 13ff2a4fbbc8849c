/** Something that went wrong at the made-up site, as its services logged it. */
export interface Incident {
  /** When it began: minutes before the demo starts, or a time of the node. */
  readonly began: number | string;
  readonly request: string;
  /** Log, seconds since it began, level, text; a traceback follows its record. */
  readonly records: readonly (readonly [log: string, seconds: number, level: Level, text: string])[];
}
export type Level = 'INFO' | 'WARNING' | 'ERROR';

const volume = '6ec3e693-69f7-4129-a43a-16eebe74b528';
const instance = '51ac0d7e-8f0b-4d57-9a3e-6d1f7c2b9e40';

/** A host is started, its volume is not there: the first worked example of the troubleshooting guide. */
const attachFails: Incident['records'] = [
  ['porter-migration', 0, 'INFO', `start host web-07: boot from block storage, volume ${volume}`],
  ['unicloud-engine', 0.2, 'INFO', `attach volume ${volume} to instance ${instance}`],
  ['atomy-unicloud', 1.6, 'INFO', `prepare the system of instance ${instance}, volume ${volume}`],
  [
    'storplus-engine',
    2.1,
    'ERROR',
    `VolumeNotFound: Volume ${volume} could not be found. (HTTP 404)
Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/storplus/volume/manager.py", line 214, in show
    return self.cinder.volumes.get(volume_id)
  File "/usr/lib/python3/site-packages/cinderclient/v3/volumes.py", line 282, in get
    return self._get("/volumes/%s" % volume_id, "volume")
cinderclient.exceptions.NotFound: Volume ${volume} could not be found. (HTTP 404)`,
  ],
  [
    'unicloud-engine',
    2.4,
    'ERROR',
    `Failed to attach volume ${volume} to instance ${instance}: Volume ${volume} could not be found. (HTTP 404)`,
  ],
  ['porter-migration', 2.6, 'ERROR', `start host web-07 failed: Failed to attach`],
];

const threeRecords = (
  [first, last]: readonly [string, string],
  begins: string,
  fails: string,
): Incident['records'] => [
  ['porter-migration', 0, 'INFO', begins],
  [first, 0.8, 'INFO', begins],
  [last, 2.3, 'ERROR', fails],
  ['porter-migration', 2.9, 'ERROR', `${begins}: failed`],
];

export const incidents: readonly Incident[] = [
  {
    began: '2025-09-18 16:24:28.8',
    request: 'req-5f0e7a31-52c4-4b0e-8a53-0f4b1d6c9e11',
    records: attachFails,
  },
  { began: 35, request: 'req-8b21c6de-0f7a-4e7c-b0de-3a9d51f2c704', records: attachFails },
  {
    // The second worked example: an OpenStack source without agent cannot be added.
    began: 52,
    request: 'req-0d94e1b7-7c1f-4f0f-9d7b-e2a6c58f3310',
    records: [
      ['hamal-period', 0, 'INFO', 'check the OpenStack source 10.20.0.10'],
      [
        'hamal-period',
        1.4,
        'ERROR',
        `NotFound: The resource could not be found. (HTTP 404)
Traceback (most recent call last):
  File "/opt/hamal/lib/hamal/openstack_ceph_client.py", line 96, in pools
    return self.session.get("/os-volume-pools")
keystoneauth1.exceptions.http.NotFound: The resource could not be found. (HTTP 404)`,
      ],
      [
        'hamal-period',
        1.5,
        'ERROR',
        "Unhandled error type <class 'keystoneauth1.exceptions.http.NotFound'>: The resource could not be found. (HTTP 404)",
      ],
    ],
  },
  {
    began: 95,
    request: 'req-1c7d20aa-4e57-4d1b-8c6e-92f0b7a3d512',
    records: threeRecords(
      ['unicloud-engine', 'unicloud-engine'],
      'start host db-02: create instance',
      'No valid host was found. There are not enough hosts available.',
    ),
  },
  {
    began: 140,
    request: 'req-27e8b4c1-93d0-4f4a-a2f5-6b8d0c1e7f23',
    records: threeRecords(
      ['storplus-api', 'storplus-engine'],
      'create volume of 900 GB for host db-02',
      'VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 900G, quota is 1000G and 480G has been consumed.',
    ),
  },
  {
    began: 210,
    request: 'req-3fa05d6b-1b8e-4c07-bd31-d47f9e2a8034',
    records: [
      ['porter-migration', 0, 'INFO', 'start host app-11: run the pre-scripts'],
      ['mistral-server', 0.6, 'INFO', '---Execute user pre scripts---'],
      [
        'mistral-server',
        61,
        'ERROR',
        `MessagingTimeout: Timed out waiting for a reply to message ID 7d5b1c0a9e0f4c3f8a52d1e6b7c4f980
Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/oslo_messaging/_drivers/amqpdriver.py", line 437, in get
    raise oslo_messaging.MessagingTimeout(
oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply to message ID 7d5b1c0a9e0f4c3f8a52d1e6b7c4f980`,
      ],
      ['porter-migration', 61.3, 'ERROR', 'start host app-11: failed'],
    ],
  },
  {
    began: 260,
    request: 'req-4b19f7e2-6a2d-4b8f-91c8-05e3d6a7b945',
    records: threeRecords(
      ['proxy-api', 'proxy-engine'],
      'verify the cloud account "plant-7"',
      'The request you have made requires authentication. (HTTP 401)',
    ),
  },
  {
    began: 330,
    request: 'req-5ce3a8d4-0c4b-4a36-8f7e-1b9d2f5c6a56',
    records: threeRecords(
      ['unicloud-api', 'unicloud-engine'],
      'start host mail-01: plug the network card',
      'Binding failed for port 0e9b7f4c-33f1-4d2f-8d36-5a1c0b7e9d28, please check neutron logs for more information.',
    ),
  },
  {
    began: 400,
    request: 'req-6d42c9b5-8e6f-4d94-a3b0-7c8e1f0a2d67',
    records: threeRecords(
      ['atomy-obstor', 'atomy-obstor'],
      'write the snapshot of host nas-03 to bucket dr-plant-7',
      'NoSuchBucket: The specified bucket does not exist',
    ),
  },
  {
    began: 480,
    request: 'req-7e50dab6-2f81-4c1e-b5d2-8d9f3a1b4e78',
    records: threeRecords(
      ['storplus-api', 'storplus-engine'],
      'delete volume c9d17f05-5b6a-4f43-8e21-3d0a7b9c1e5f of host old-04',
      'Invalid volume: Volume still has 2 dependent snapshots',
    ),
  },
  {
    began: 560,
    request: 'req-8f61ebc7-4093-4e2d-87e4-9ea04b2c5f89',
    records: threeRecords(
      ['atomy-unicloud', 'atomy-unicloud'],
      'repair the drivers of host win-05',
      'driver repair failed: minitgt device repair failed',
    ),
  },
  {
    began: 700,
    request: 'req-9072fcd8-61a4-4f3c-98f5-afb15c3d609a',
    records: threeRecords(
      ['unicloud-engine', 'unicloud-engine'],
      'start host erp-02: create instance',
      'Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance 8a6b7c5d-1e2f-4031-9425-36475869700b.',
    ),
  },
  {
    // The day before: its records lie in the rotated files.
    began: 1_620,
    request: 'req-a1830de9-72b5-404d-a906-b0c26d4e71ab',
    records: threeRecords(
      ['porter-api', 'porter-api'],
      'list the hosts of the plan "nightly"',
      `DBConnectionError: (pymysql.err.OperationalError) (2003, "Can't connect to MySQL server on '10.20.0.5' ([Errno 111] Connection refused)")`,
    ),
  },
  {
    began: 1_800,
    request: 'req-b2941efa-83c6-415e-ba17-c1d37e5f82bc',
    records: threeRecords(
      ['unicloud-engine', 'unicloud-engine'],
      'create the transition host of plan "nightly"',
      'transitional host image not found: hyperbdr-transition-2025.08',
    ),
  },
];
