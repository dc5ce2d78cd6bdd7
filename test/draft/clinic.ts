/** Doctors and the appointments that patients have with them: nothing of a shop, half of it without English or Chinese names. */
export const clinicYaml = `
entity: department
label: 科室
synonyms: [department, ward]
domain: med
source: { table: dim_department, layer: dim }
key: [dept_id]
attributes:
  dept_id: { type: bigint, label: 科室编号 }
  dept_name: { type: string, label: 科室名称 }
---
entity: doctor
label: 医生
synonyms: [doctor, physician]
domain: med
source: { table: dim_doctor, layer: dim }
key: [doctor_id]
time: hired_on
attributes:
  doctor_id: { type: bigint, label: 工号 }
  doctor_name: { type: string, label: 医生姓名 }
  title:
    type: string
    label: 职称
    synonyms: [rank of doctor]
    values: { chief: { label: 主任医师, synonyms: [chief physician] }, attending: 主治医师, resident: 住院医师 }
  hired_on: { type: date, label: 入职日期 }
  dept_id: { type: bigint }
relationships:
  department: { to: department, on: { dept_id: dept_id }, cardinality: many_to_one, required: true }
---
entity: patient
label: 患者
synonyms: [patient, 病人]
domain: med
source: { table: dim_patient, layer: dim }
key: [patient_id]
attributes:
  patient_id: { type: bigint, label: 病历号 }
  age: { type: bigint, label: 年龄, synonyms: [age], unit: 岁 }
  insured: { type: boolean, label: 医保, synonyms: [医保患者, insured] }
---
entity: appointment
label: 就诊
synonyms: [appointment, visit, 门诊]
domain: med
source: { table: dwd_appointment_di, layer: dwd }
key: [visit_id]
time: visit_time
attributes:
  visit_id: { type: bigint, label: 就诊号 }
  doctor_id: { type: bigint }
  referring_id: { type: bigint }
  patient_id: { type: bigint }
  visit_time: { type: timestamp, label: 就诊时间 }
  wait_min: { type: double, label: 候诊时长, synonyms: [waiting time], unit: 分钟 }
  fee: { type: 'decimal(12,2)', label: 诊疗费, synonyms: [fee], unit: 元 }
  channel: { type: string, label: 预约渠道, values: { app: { label: 手机预约, synonyms: [mobile] }, desk: { label: 现场挂号, synonyms: [walk-in] } } }
  no_show: { type: boolean, label: 爽约, synonyms: [no-show] }
relationships:
  doctor: { to: doctor, on: { doctor_id: doctor_id }, cardinality: many_to_one, required: true }
  referring: { to: doctor, label: 转诊医生, on: { referring_id: doctor_id }, cardinality: many_to_one }
  patient: { to: patient, on: { patient_id: patient_id }, cardinality: many_to_one, required: true }
---
metric: fee_total
label: 诊疗收入
synonyms: [收入, revenue, income]
unit: 元
type: aggregate
entity: appointment
agg: sum
of: fee
where: [not no_show]
---
metric: patient_cnt
label: 就诊人数
synonyms: [patients seen]
type: aggregate
entity: appointment
agg: count_distinct
of: patient_id
---
metric: no_show_rate
label: 爽约率
synonyms: [no-show rate]
type: composite
is: no_show_cnt / visit_cnt
---
metric: no_show_cnt
label: 爽约次数
type: derived
of: visit_cnt
where: [no_show]
---
metric: visit_cnt
label: 就诊次数
synonyms: [visits]
type: aggregate
entity: appointment
agg: count
---
term: 效率
synonyms: [efficiency]
means: [visit_cnt, fee_total]
ask: 效率按就诊次数还是诊疗收入衡量？
---
period: mtd
label: 本月至今
last: 1
unit: month
mode: to_date
---
period: 1d
label: 近1天
last: 1
unit: day
mode: rolling
---
period: 28d
label: 近28天
last: 28
unit: day
mode: rolling
`;
